/**
 * The environment that the runner's process is started with, for the allocator of glibc. The models ask for tensors of some
 * megabytes, of another size for every sentence, from several threads: left alone, the allocator keeps what it once got, an
 * hour of speech needs 300 MB more than five minutes do, and its arenas (8 a core) keep it apart. With two arenas, and large
 * blocks given back at once, memory does not grow with the length of a recording (see `npm run bench:pipeline memory`).
 */
export const MEMORY_ENV = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '1048576',
  MALLOC_TRIM_THRESHOLD_: '1048576',
} as const
