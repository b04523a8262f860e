#include <sys/types.h>
#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#define F_OK 0
#define X_OK 1
#define W_OK 2
#define R_OK 4
#define _POSIX_VERSION 200809L
extern char **environ;
#include <bits/sysconf.h>
unsigned sleep(unsigned seconds);
int usleep(unsigned microseconds);
int execv(const char *path, char *const argv[]);
int execvp(const char *file, char *const argv[]);
int execvpe(const char *file, char *const argv[], char *const envp[]);
int execl(const char *path, const char *first, ...);
int execlp(const char *file, const char *first, ...);
int execle(const char *path, const char *first, ...);
int unlink(const char *path);
int rmdir(const char *path);
int link(const char *old, const char *new);
int symlink(const char *target, const char *path);
ssize_t readlink(const char *restrict path, char *restrict to, size_t size);
int access(const char *path, int mode);
char *getcwd(char *to, size_t size);
char *get_current_dir_name(void);
void *sbrk(intptr_t by);
int brk(void *to);
int isatty(int fd);
int getpagesize(void);
void swab(const void *from, void *to, ssize_t size);
extern char *optarg;
extern int optind, opterr, optopt;
int getopt(int argc, char *const argv[], const char *options);
