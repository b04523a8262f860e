// When terminals and inotify tell by signals.
#include "async.h"
#include <pty.h>
#include <sys/inotify.h>
#include <termios.h>

static void pseudo(int lines) {
  int master, slave;
  char text[100];
  struct termios settings;
  known = 0;
  printf("lines %d\n", lines);
  openpty(&master, &slave, NULL, NULL, NULL);
  tcgetattr(slave, &settings);
  settings.c_lflag &= ~ECHO;
  if (!lines)
    settings.c_lflag &= ~ICANON;
  tcsetattr(slave, TCSANOW, &settings);
  tell(master, "master");
  tell(slave, "slave");
  told("at first");
  write(master, "a", 1);
  usleep(20000);
  told("typed");
  write(master, "\n", 1);
  usleep(20000);
  told("a line");
  write(slave, "hello\n", 6);
  usleep(20000);
  told("written");
  read(master, text, 100);
  usleep(20000);
  told("read");
  read(slave, text, 100);
  usleep(20000);
  told("read what was typed");
  write(master, "b\nc\n", 4);
  usleep(20000);
  told("two lines");
  printf("%d\n", lines ? (int)read(slave, text, 100) : 0);
  write(master, "\004", 1);
  usleep(20000);
  told("the end typed");
  close(slave);
  usleep(20000);
  told("slave closed");
  close(master);
}

static void echoed(void) {
  int master, slave;
  char text[100];
  known = 0;
  openpty(&master, &slave, NULL, NULL, NULL);
  tell(master, "master");
  tell(slave, "slave");
  write(master, "a\n", 2);
  usleep(20000);
  told("typed with echo");
  read(master, text, 100);
  close(master);
  usleep(20000);
  told("master closed");
  try("flags", fcntl(slave, F_GETFL) & O_ASYNC);
  close(slave);
}

// Who asks is who is told, unless somebody is named.
static void own(void) {
  int master, slave;
  struct f_owner_ex owner = {-1, -1};
  openpty(&master, &slave, NULL, NULL, NULL);
  fcntl(slave, F_SETFL, O_ASYNC);
  try("owner", fcntl(slave, F_GETOWN_EX, &owner));
  printf("%d %d\n", owner.type, owner.pid == getpid());
  write(master, "a\n", 2);
  usleep(20000);
  told("typed");
  fcntl(slave, F_SETOWN, -getpgrp());
  fcntl(slave, F_SETFL, 0);
  fcntl(slave, F_SETFL, O_ASYNC);
  fcntl(slave, F_GETOWN_EX, &owner);
  printf("%d %d\n", owner.type, owner.pid == getpgrp());
  close(slave);
  close(master);
}

static void changes(void) {
  char path[60];
  int fd = inotify_init1(IN_NONBLOCK), made;
  known = 0;
  sprintf(path, "/tmp/async-watched-%d", getpid());
  mkdir(path, 0700);
  inotify_add_watch(fd, path, IN_CREATE | IN_MODIFY | IN_DELETE);
  tell(fd, "inotify");
  strcat(path, "/file");
  made = open(path, O_CREAT | O_RDWR, 0600);
  told("made");
  write(made, "a", 1);
  told("written");
  write(made, "a", 1);
  told("the same once more");
  close(made);
  unlink(path);
  told("removed");
  *strrchr(path, '/') = 0;
  rmdir(path);
  told("the folder removed");
  close(fd);
}

int main(void) {
  keep_signals();
  signal(SIGHUP, SIG_IGN);
  pseudo(1);
  pseudo(0);
  echoed();
  own();
  changes();
  return 0;
}
