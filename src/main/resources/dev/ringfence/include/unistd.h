#include <sys/types.h>
#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#define SEEK_DATA 3
#define SEEK_HOLE 4
#define F_OK 0
#define X_OK 1
#define W_OK 2
#define R_OK 4
#define _POSIX_VERSION 200809L
#define F_ULOCK 0
#define F_LOCK 1
#define F_TLOCK 2
#define F_TEST 3
extern char **environ;
#include <bits/posix_opt.h>
#include <bits/sysconf.h>
unsigned sleep(unsigned seconds);
int usleep(__UINT32_TYPE__ microseconds);
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
int chown(const char *path, uid_t owner, gid_t group);
int lchown(const char *path, uid_t owner, gid_t group);
int seteuid(uid_t uid);
int setegid(gid_t gid);
char *getlogin(void);
int getlogin_r(char *name, size_t size);
pid_t tcgetpgrp(int fd);
int tcsetpgrp(int fd, pid_t group);
char *ttyname(int fd);
int ttyname_r(int fd, char *name, size_t size);
char *ctermid(char *name);
void sync(void);
int fsync(int fd);
int fdatasync(int fd);
int syncfs(int fd);
int lockf(int fd, int command, off_t length);
long pathconf(const char *path, int name);
long fpathconf(int fd, int name);
size_t confstr(int name, char *to, size_t size);
__UINT32_TYPE__ ualarm(__UINT32_TYPE__ microseconds, __UINT32_TYPE__ interval);
int daemon(int nochdir, int noclose);
int euidaccess(const char *path, int mode);
int eaccess(const char *path, int mode);
long __syscall(long number, long a, long b, long c, long d, long e, long f);
long syscall(long number, ...) __attribute__((__fixed_form__(__syscall)));
int getdomainname(char *name, size_t size);
int getentropy(void *to, size_t size);
#define CLOSE_RANGE_UNSHARE 2
#define CLOSE_RANGE_CLOEXEC 4
int getdtablesize(void);
long gethostid(void);
char *getwd(char *to);
void closefrom(int lowest);
int fexecve(int fd, char *const argv[], char *const envp[]);
char *getpass(const char *prompt);
int group_member(gid_t gid);
#if defined _LARGEFILE64_SOURCE || defined _GNU_SOURCE
#define lseek64 lseek
#define pread64 pread
#define pwrite64 pwrite
#define truncate64 truncate
#define ftruncate64 ftruncate
#define lockf64 lockf
#endif
