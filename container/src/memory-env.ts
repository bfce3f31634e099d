/**
 * The environment that the runner's process is started with, for the allocators of glibc and V8. The models ask for tensors of some
 * megabytes, of another size for every sentence, from several threads: left alone, the allocator keeps what it once got, an
 * hour of speech needs 300 MB more than five minutes do, and its arenas (8 a core) keep it apart. With two arenas, and large
 * blocks given back at once, memory does not grow with the length of a recording (see `npm run bench:pipeline memory`).
 * Node's own nursery is kept at a megabyte: bodies of requests and other buffers that hang on small objects are let go of
 * sixteen times as often, and a job takes no longer.
 */
export const MEMORY_ENV = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '1048576',
  MALLOC_TRIM_THRESHOLD_: '1048576',
  NODE_OPTIONS: '--max-semi-space-size=1',
} as const
