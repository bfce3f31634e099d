/**
 * Gives the memory of an array back at once. To the collector an array of megabytes is one small object, which it sees no
 * reason to look for: garbage of this kind grew to 100 MB. The array is empty afterwards.
 */
export function freeNow(array: { buffer: ArrayBufferLike; byteLength: number }): void {
  const { buffer, byteLength } = array
  // A part of something larger, such as Node's pool of small buffers, is not ours to end.
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) buffer.transfer(0)
}
