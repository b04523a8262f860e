// Those who wait at a POSIX message queue: served in the order in which they came, handed messages and
// places by those who let them go on, ended by signals and timeouts.
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static mqd_t q;

static void later(void) { usleep(20000); }

static void receivers(void) {
  int out[2];
  pipe(out);
  for (int i = 0; i < 3; i++) {
    if (fork() == 0) {
      char buffer[8], line[40];
      unsigned priority;
      ssize_t got = mq_receive(q, buffer, sizeof buffer, &priority);
      int length = sprintf(line, "receiver %d: %zd %.*s %u\n", i, got, (int)got, buffer, priority);
      write(out[1], line, length);
      _exit(0);
    }
    later();
  }
  mq_send(q, "one", 3, 1);
  mq_send(q, "two", 3, 9);
  mq_send(q, "three", 5, 5);
  while (wait(NULL) > 0)
    ;
  close(out[1]);
  char text[200];
  ssize_t length = read(out[0], text, sizeof text);
  // Each got the message that was sent when it had waited longest, whatever its priority.
  for (const char *want = "012"; *want; want++)
    for (char *line = text; line < text + length; line = strchr(line, '\n') + 1)
      if (line[9] == *want)
        printf("%.*s\n", (int)(strchr(line, '\n') - line), line);
}

static void senders(void) {
  char buffer[8];
  unsigned priority;
  mq_send(q, "a", 1, 1);
  mq_send(q, "b", 1, 1);
  for (int i = 0; i < 3; i++) {
    if (fork() == 0) {
      char text = 'x' + i;
      _exit(mq_send(q, &text, 1, i) == 0 ? 0 : 1);
    }
    later();
  }
  // The places that get free go to those who wait, before anybody else can have them.
  mq_receive(q, buffer, sizeof buffer, NULL);
  mqd_t impatient = dup(q);
  struct mq_attr attr;
  mq_getattr(q, &attr);
  printf("full again: %ld\n", attr.mq_curmsgs);
  for (int i = 0; i < 4; i++) {
    mq_receive(impatient, buffer, sizeof buffer, &priority);
    printf("%c %u\n", buffer[0], priority);
  }
  int status;
  while (wait(&status) > 0)
    printf("sender ended %d\n", WEXITSTATUS(status));
  mq_close(impatient);
}

static void caught(int signal) {}

static void interrupted(int flags) {
  struct sigaction action = {.sa_handler = caught, .sa_flags = flags};
  sigaction(SIGUSR1, &action, NULL);
  pid_t parent = getpid();
  char buffer[8];
  if (fork() == 0) {
    later();
    kill(parent, SIGUSR1);
    later();
    mq_send(q, "late", 4, 0);
    _exit(0);
  }
  errno = 0;
  ssize_t got = mq_receive(q, buffer, sizeof buffer, NULL);
  printf("receive %zd %s\n", got, got < 0 && errno == EINTR ? "EINTR" : "");
  wait(NULL);
  if (got < 0)
    mq_receive(q, buffer, sizeof buffer, NULL);
}

static struct timespec in(long milliseconds) {
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  time.tv_nsec += milliseconds * 1000000;
  time.tv_sec += time.tv_nsec / 1000000000;
  time.tv_nsec %= 1000000000;
  return time;
}

static void timeouts(void) {
  char buffer[8];
  struct timespec soon = in(10);
  errno = 0;
  printf("%zd", mq_timedreceive(q, buffer, sizeof buffer, NULL, &soon));
  printf(" %d\n", errno == ETIMEDOUT);
  mq_send(q, "a", 1, 0);
  mq_send(q, "b", 1, 0);
  soon = in(10);
  errno = 0;
  printf("%d", mq_timedsend(q, "c", 1, 0, &soon));
  printf(" %d\n", errno == ETIMEDOUT);
  struct mq_attr attr;
  mq_getattr(q, &attr);
  printf("%ld\n", attr.mq_curmsgs);
  mq_receive(q, buffer, sizeof buffer, NULL);
  mq_receive(q, buffer, sizeof buffer, NULL);
}

static void *receive(void *arg) {
  char buffer[8];
  long got = mq_receive(q, buffer, sizeof buffer, NULL);
  return (void *)got;
}

static void cancelled(void) {
  pthread_t thread;
  void *result;
  pthread_create(&thread, NULL, receive, NULL);
  later();
  pthread_cancel(thread);
  pthread_join(thread, &result);
  printf("cancelled %d\n", result == PTHREAD_CANCELED);
}

static void lost(void) {
  char *nowhere = (char *)16;
  mq_send(q, "abc", 3, 0);
  errno = 0;
  printf("%ld", (long)mq_receive(q, nowhere, 8, NULL));
  printf(" %d\n", errno == EFAULT);
  struct mq_attr attr;
  mq_getattr(q, &attr);
  // The message is gone all the same.
  printf("%ld\n", attr.mq_curmsgs);
  errno = 0;
  printf("%d", mq_send(q, nowhere, 3, 0));
  printf(" %d\n", errno == EFAULT);
}

int main(void) {
  char name[64];
  sprintf(name, "/posix-waits-%d", getpid());
  struct mq_attr attr = {.mq_maxmsg = 2, .mq_msgsize = 8};
  q = mq_open(name, O_CREAT | O_EXCL | O_RDWR, 0600, &attr);
  mq_unlink(name);
  setvbuf(stdout, NULL, _IONBF, 0);
  receivers();
  senders();
  interrupted(0);
  interrupted(SA_RESTART);
  timeouts();
  cancelled();
  lost();
  return 0;
}
