#include <sys/types.h>
#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2
unsigned sleep(unsigned seconds);
int usleep(unsigned microseconds);
int execv(const char *path, char *const argv[]);
