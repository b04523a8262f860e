// Several readers of one pipe: each byte goes to one of them, however many are written at once, and
// also when those who waited first are stopped or killed.
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define READERS 4

static int ends[2];

static pid_t reader(void) {
  pid_t pid = fork();
  if (pid == 0) {
    char c;
    close(ends[1]);
    _exit(read(ends[0], &c, 1) == 1 ? c - 'a' : 99);
  }
  return pid;
}

static int served(int count) {
  int sum = 0;
  for (int i = 0; i < count; i++) {
    int status;
    wait(&status);
    sum += WIFEXITED(status) ? WEXITSTATUS(status) : 1000;
  }
  return sum;
}

int main(void) {
  pipe(ends);
  for (int i = 0; i < READERS; i++)
    reader();
  usleep(20000);
  write(ends[1], "abcd", 4);
  printf("one write: %d\n", served(READERS));

  for (int i = 0; i < READERS; i++)
    reader();
  usleep(20000);
  for (int i = 0; i < READERS; i++)
    write(ends[1], &"abcd"[i], 1);
  printf("four writes: %d\n", served(READERS));

  pid_t stopped = reader();
  usleep(20000);
  reader();
  usleep(20000);
  kill(stopped, SIGSTOP);
  waitpid(stopped, NULL, WUNTRACED);
  write(ends[1], "e", 1);
  printf("past one that is stopped: %d\n", served(1));
  kill(stopped, SIGCONT);
  write(ends[1], "f", 1);
  printf("goes on: %d\n", served(1));

  pid_t killed = reader();
  usleep(20000);
  reader();
  usleep(20000);
  kill(killed, SIGKILL);
  waitpid(killed, NULL, 0);
  write(ends[1], "g", 1);
  printf("past one that was killed: %d\n", served(1));

  for (int i = 0; i < READERS; i++)
    if (fork() == 0) {
      struct pollfd look = {ends[0], POLLIN, 0};
      _exit(poll(&look, 1, -1) + (look.revents == POLLIN));
    }
  usleep(20000);
  write(ends[1], "h", 1);
  printf("all who poll see it: %d\n", served(READERS));
  char c;
  read(ends[0], &c, 1);
  printf("and one reads it: %c\n", c);

  for (int i = 0; i < READERS; i++)
    reader();
  usleep(20000);
  close(ends[1]);
  printf("end of file: %d\n", served(READERS));
}
