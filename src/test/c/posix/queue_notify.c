// mq_notify: by a signal, by a thread and not at all, once, for one process, and only for a message that
// comes to an empty queue for which nobody waits.
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static mqd_t q;
static volatile int signals;
static volatile siginfo_t last;

static void caught(int signal, siginfo_t *info, void *context) {
  signals++;
  last = *info;
}

static void state(const char *when) {
  char text[100];
  lseek(q, 0, SEEK_SET);
  ssize_t length = read(q, text, sizeof text - 1);
  text[length] = 0;
  char *notify = strstr(text, "NOTIFY:");
  printf("%s: %.31s %d\n", when, text, strstr(text, "NOTIFY_PID:0 ") == NULL);
}

static int answer(int result) { return result < 0 ? -errno : result; }

static void drain(void) {
  char buffer[8];
  struct mq_attr attr;
  for (mq_getattr(q, &attr); attr.mq_curmsgs > 0; mq_getattr(q, &attr))
    mq_receive(q, buffer, sizeof buffer, NULL);
}

static void by_signal(void) {
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
  event.sigev_value.sival_int = 42;
  printf("notify %d\n", answer(mq_notify(q, &event)));
  printf("twice %d\n", answer(mq_notify(q, &event)));
  state("registered");
  mq_send(q, "a", 1, 0);
  printf("signals %d code %d value %d self %d\n", signals, last.si_code == SI_MESGQ, last.si_value.sival_int,
         last.si_pid == getpid());
  state("delivered");
  mq_send(q, "b", 1, 0);
  printf("no second: %d\n", signals);
  printf("with messages there: %d\n", answer(mq_notify(q, &event)));
  mq_send(q, "c", 1, 0);
  printf("still none: %d\n", signals);
  drain();
  mq_send(q, "d", 1, 0);
  printf("now: %d\n", signals);
  drain();
  printf("again %d\n", answer(mq_notify(q, &event)));
  printf("withdrawn %d\n", answer(mq_notify(q, NULL)));
  mq_send(q, "e", 1, 0);
  printf("none: %d\n", signals);
  drain();
}

static void by_others(void) {
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
  mq_notify(q, &event);
  int status;
  if (fork() == 0) {
    struct sigevent none = {.sigev_notify = SIGEV_NONE};
    int busy = answer(mq_notify(q, &none)) == -EBUSY;
    int left = mq_notify(q, NULL) == 0;
    mq_close(q);
    _exit(busy * 2 + left);
  }
  wait(&status);
  printf("child %d\n", WEXITSTATUS(status));
  state("still the parent's");
  if (fork() == 0) {
    mq_send(q, "x", 1, 0);
    _exit(0);
  }
  wait(&status);
  printf("signals %d other %d\n", signals, last.si_pid != getpid());
  drain();
  if (fork() == 0) {
    mq_notify(q, &event);
    _exit(0);
  }
  wait(&status);
  state("its process has ended");
}

static void nothing(void) {
  struct sigevent event = {.sigev_notify = SIGEV_NONE};
  printf("none %d\n", answer(mq_notify(q, &event)));
  state("to be told nothing");
  mq_send(q, "a", 1, 0);
  state("used up");
  drain();
  int other = dup(q);
  mq_notify(q, &event);
  close(other);
  state("after any close");
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = 65;
  printf("signal 65: %d\n", answer(mq_notify(q, &event)));
  event.sigev_signo = -1;
  printf("signal -1: %d\n", answer(mq_notify(q, &event)));
  event.sigev_signo = 0;
  printf("signal 0: %d\n", answer(mq_notify(q, &event)));
  mq_send(q, "a", 1, 0);
  drain();
  event.sigev_notify = -1;
  printf("way -1: %d\n", answer(mq_notify(q, &event)));
  event.sigev_notify = 3;
  printf("way 3: %d\n", answer(mq_notify(q, &event)));
  event.sigev_notify = SIGEV_NONE;
  printf("bad descriptor: %d %d\n", answer(mq_notify(-1, &event)), answer(mq_notify(0, NULL)));
}

static void with_a_receiver(void) {
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
  if (fork() == 0) {
    char buffer[8];
    mq_receive(q, buffer, sizeof buffer, NULL);
    _exit(0);
  }
  usleep(30000);
  int before = signals;
  mq_notify(q, &event);
  mq_send(q, "a", 1, 0);
  printf("went past: %d\n", signals - before);
  state("kept");
  wait(NULL);
  mq_notify(q, NULL);
}

static sem_t begun;
static pthread_t main_thread;

static void begin(union sigval value) {
  char buffer[8];
  ssize_t got = mq_receive(q, buffer, sizeof buffer, NULL);
  printf("thread: %d %zd %.*s other %d\n", value.sival_int, got, (int)got, buffer,
         !pthread_equal(pthread_self(), main_thread));
  sem_post(&begun);
}

static void by_thread(void) {
  struct sigevent event = {.sigev_notify = SIGEV_THREAD};
  pthread_attr_t attr;
  main_thread = pthread_self();
  sem_init(&begun, 0, 0);
  event.sigev_notify_function = begin;
  event.sigev_value.sival_int = 7;
  printf("thread %d\n", answer(mq_notify(q, &event)));
  printf("busy %d\n", answer(mq_notify(q, &event)));
  mq_send(q, "abc", 3, 0);
  sem_wait(&begun);
  pthread_attr_init(&attr);
  pthread_attr_setstacksize(&attr, 1 << 20);
  event.sigev_notify_attributes = &attr;
  event.sigev_value.sival_int = 8;
  mq_notify(q, &event);
  if (fork() == 0) {
    mq_send(q, "child", 5, 0);
    _exit(0);
  }
  sem_wait(&begun);
  wait(NULL);
  mq_notify(q, &event);
  printf("withdrawn %d\n", answer(mq_notify(q, NULL)));
  mq_send(q, "a", 1, 0);
  drain();
}

int main(void) {
  char name[64];
  sprintf(name, "/posix-notify-%d", getpid());
  struct mq_attr attr = {.mq_maxmsg = 4, .mq_msgsize = 8};
  struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO | SA_RESTART};
  q = mq_open(name, O_CREAT | O_EXCL | O_RDWR, 0600, &attr);
  mq_unlink(name);
  setvbuf(stdout, NULL, _IONBF, 0);
  sigaction(SIGUSR1, &action, NULL);
  by_signal();
  by_others();
  nothing();
  with_a_receiver();
  by_thread();
  return 0;
}
