/** Whether a deployment can use a provider at all. The embedded one is the runner's own model and needs no key. */
export const isConfigured = (provider: string): boolean => provider === 'embedded'
