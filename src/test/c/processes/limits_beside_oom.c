/* A process that takes back its adjustment for the out-of-memory killer keeps its limits. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static void adjust(const char *text)
{
  int fd = open("/proc/self/oom_score_adj", O_WRONLY);
  printf("written %ld\n", (long)write(fd, text, strlen(text)));
  close(fd);
}

int main(void)
{
  struct rlimit limit;
  getrlimit(RLIMIT_MSGQUEUE, &limit);
  limit.rlim_cur = 4096;
  printf("limited %d\n", setrlimit(RLIMIT_MSGQUEUE, &limit));
  adjust("700");
  adjust("0");
  getrlimit(RLIMIT_MSGQUEUE, &limit);
  printf("limit %ld\n", (long)limit.rlim_cur);
  return 0;
}
