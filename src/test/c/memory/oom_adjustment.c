// A process makes itself the first to go when memory is out, and its children with it.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void put(const char *text) {
  int file = open("/proc/self/oom_score_adj", O_WRONLY);
  long written = write(file, text, strlen(text));
  printf("%s: %s\n", text, written < 0 ? strerror(errno) : "written");
  close(file);
}

static void show(const char *who) {
  char text[16] = "";
  int file = open("/proc/self/oom_score_adj", O_RDONLY);
  long count = read(file, text, sizeof text - 1);
  printf("%s: %ld bytes, %s", who, count, text);
  fflush(stdout);
  close(file);
}

int main(void) {
  struct stat about;
  stat("/proc/self/oom_score_adj", &about);
  printf("mode %o\n", about.st_mode & 0777);
  show("at first");
  put("500\n");
  show("then");
  put("1001");
  put("-1001");
  put("many");
  put("5 6");
  show("still");
  if (fork() == 0) {
    show("a child");
    put("700");
    show("a child");
    return 0;
  }
  wait(NULL);
  show("its parent");
  put("0");
  show("at last");
  return 0;
}
