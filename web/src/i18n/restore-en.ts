/** Bringing back the clips of a lesson whose time is up. */
export const restoreEn = {
  clipsGoneTitle: 'The sound of this lesson is no longer kept',
  clipsGoneForGood: 'Your progress and your sentences stay.',
  bringFile: (name: string, size: string) =>
    `Bring “${name}” (${size}) again and only the clips are cut, at no charge. Your sentences and your progress stay as they are.`,
  bringLink:
    'It can be fetched from its link again: only the clips are cut, at no charge. Your sentences and your progress stay as they are.',
  otherFile: 'This is another file: its size is not the same. Nothing was sent.',
  bringing: 'Sending the file',
  chooseFile: 'Choose the file',
  fetchLink: 'Fetch it again',
  withoutSound: 'Go on without sound',
}
