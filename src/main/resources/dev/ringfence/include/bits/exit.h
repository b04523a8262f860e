/* How stdio has its buffers flushed at exit. */
extern void (*__flush_all)(void);
