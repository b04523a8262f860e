#include "waits.h"
#include <sys/inotify.h>

int main(void) {
  char name[64], buffer[200];
  int in = inotify_init();
  sprintf(name, "/tmp/waits-inotify-%d", getpid());
  mkdir(name, 0700);
  inotify_add_watch(in, name, IN_ATTRIB);
  if (fork() == 0) {
    later();
    if (!STUCK)
      chmod(name, 0750);
    _exit(0);
  }
  read(in, buffer, sizeof buffer);
  rmdir(name);
  return done("changed");
}
