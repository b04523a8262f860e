/* What exit does last: set by stdio when a stream is first used. */
extern void (*__at_exit_streams)(void);
