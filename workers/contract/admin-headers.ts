/**
 * Sent by the admin page with a call that nobody caused, such as a list that is asked for anew by itself: it is no use of
 * the session, whose end stays where it is, and nobody is seen by it.
 */
export const UNATTENDED_HEADER = 'x-unattended'
