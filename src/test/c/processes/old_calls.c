// Calls that older programs make: ulimit, getdtablesize, fexecve, closefrom, ftime, getwd, names of errors.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <sys/timeb.h>
#include <sys/wait.h>
#include <time.h>
#include <ulimit.h>
#include <unistd.h>

int main(int argc, char **argv) {
  if (argc > 1) {
    printf("executed with %s, X is %s\n", argv[1], getenv("X"));
    return 0;
  }
  printf("%d\n", ulimit(UL_GETFSIZE) > 0);
  printf("%ld ", ulimit(UL_SETFSIZE, 8L));
  printf("%ld\n", ulimit(UL_GETFSIZE));
  errno = 0;
  printf("%ld", ulimit(99));
  printf(" %s\n", strerrorname_np(errno));
  struct rlimit files = {32, 32};
  setrlimit(RLIMIT_NOFILE, &files);
  printf("%d\n", getdtablesize());
  struct timeb now;
  int told = ftime(&now);
  printf("%d %d\n", told, now.millitm < 1000);
  char where[PATH_MAX], same[PATH_MAX];
  printf("%d\n", strcmp(getcwd(where, sizeof where), getcwd(same, sizeof same)));
  printf("%lu %lu\n", getauxval(AT_PAGESZ), getauxval(AT_CLKTCK));
  printf("%s %s %s\n", strerrorname_np(ENOENT), strerrordesc_np(EINTR), strerrorname_np(EAGAIN));
  printf("%d %d\n", strerrorname_np(9999) == NULL, strerrordesc_np(9999) == NULL);
  char name[IF_NAMESIZE];
  printf("%u %s\n", if_nametoindex("lo"), if_indextoname(1, name));
  printf("%u\n", if_nametoindex("nosuch0"));
  fflush(stdout);
  if (fork() == 0) {
    int fd = open("/proc/self/exe", O_RDONLY), copy = dup(fd);
    closefrom(copy);
    printf("%d\n", fcntl(copy, F_GETFD));
    fflush(stdout);
    char *args[] = {"name", "argument", NULL}, *env[] = {"X=y", NULL};
    fexecve(fd, args, env);
    perror("fexecve");
    _exit(1);
  }
  int status;
  wait(&status);
  printf("%d\n", WEXITSTATUS(status));
  return 0;
}
