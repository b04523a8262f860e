// Asynchronous input and output: requests, their ends by waiting, by signal and by thread, lists.
#include <aio.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t signals, value;

static void handler(int number, siginfo_t *info, void *context) {
  signals++;
  value = info->si_value.sival_int;
}

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int told;

static void in_thread(union sigval given) {
  pthread_mutex_lock(&lock);
  told = given.sival_int;
  pthread_cond_signal(&changed);
  pthread_mutex_unlock(&lock);
}

static void finish(const char *what, struct aiocb *request) {
  const struct aiocb *list[] = {request};
  while (aio_error(request) == EINPROGRESS)
    aio_suspend(list, 1, NULL);
  int error = aio_error(request);
  printf("%s: %s, %zd\n", what, strerror(error), aio_return(request));
}

int main(void) {
  char text[] = "hello, asynchronous world", buffer[64] = "";
  int fd = open("aio.tmp", O_RDWR | O_CREAT | O_TRUNC, 0600);

  struct aiocb out = {.aio_fildes = fd, .aio_buf = text, .aio_nbytes = strlen(text)};
  out.aio_sigevent.sigev_notify = SIGEV_NONE;
  printf("%d\n", aio_write(&out));
  finish("write", &out);

  struct aiocb in = {.aio_fildes = fd, .aio_buf = buffer, .aio_nbytes = 5, .aio_offset = 7};
  in.aio_sigevent.sigev_notify = SIGEV_NONE;
  aio_read(&in);
  finish("read", &in);
  puts(buffer);

  struct aiocb sync = {.aio_fildes = fd};
  sync.aio_sigevent.sigev_notify = SIGEV_NONE;
  printf("%d\n", aio_fsync(O_SYNC, &sync));
  finish("sync", &sync);

  sigset_t set, before;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, &before);
  struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
  sigaction(SIGUSR1, &action, NULL);
  in.aio_sigevent.sigev_notify = SIGEV_SIGNAL;
  in.aio_sigevent.sigev_signo = SIGUSR1;
  in.aio_sigevent.sigev_value.sival_int = 42;
  in.aio_offset = 0;
  aio_read(&in);
  while (!signals)
    sigsuspend(&before);
  sigprocmask(SIG_SETMASK, &before, NULL);
  printf("%d signal with %d, %.5s\n", signals, value, buffer);
  finish("after the signal", &in);

  in.aio_sigevent.sigev_notify = SIGEV_THREAD;
  in.aio_sigevent.sigev_notify_function = in_thread;
  in.aio_sigevent.sigev_notify_attributes = NULL;
  in.aio_sigevent.sigev_value.sival_int = 7;
  aio_read(&in);
  pthread_mutex_lock(&lock);
  while (!told)
    pthread_cond_wait(&changed, &lock);
  pthread_mutex_unlock(&lock);
  printf("told %d\n", told);

  struct aiocb many[4], *list[4];
  char pieces[4][4];
  for (int i = 0; i < 4; i++) {
    memset(&many[i], 0, sizeof many[i]);
    many[i].aio_fildes = fd;
    many[i].aio_buf = pieces[i];
    many[i].aio_nbytes = 3;
    many[i].aio_offset = 3 * i;
    many[i].aio_lio_opcode = i == 2 ? LIO_NOP : LIO_READ;
    many[i].aio_sigevent.sigev_notify = SIGEV_NONE;
    list[i] = &many[i];
  }
  printf("%d\n", lio_listio(LIO_WAIT, list, 4, NULL));
  for (int i = 0; i < 4; i++)
    if (i != 2)
      printf("%zd %.3s\n", aio_return(&many[i]), pieces[i]);

  struct aiocb bad = {.aio_fildes = 999, .aio_buf = buffer, .aio_nbytes = 1};
  bad.aio_sigevent.sigev_notify = SIGEV_NONE;
  if (aio_read(&bad) == 0)
    finish("bad descriptor", &bad);

  int ends[2];
  pipe(ends);
  struct aiocb waiting = {.aio_fildes = ends[0], .aio_buf = buffer, .aio_nbytes = 10};
  waiting.aio_sigevent.sigev_notify = SIGEV_NONE;
  aio_read(&waiting);
  const struct aiocb *one[] = {&waiting};
  struct timespec span = {0, 1000000};
  printf("%d", aio_suspend(one, 1, &span));
  printf(" %s\n", strerror(errno));
  printf("%d\n", aio_error(&waiting) == EINPROGRESS);
  write(ends[1], "late", 4);
  finish("pipe", &waiting);
  printf("%d\n", aio_cancel(fd, NULL) == AIO_ALLDONE);
  unlink("aio.tmp");
  return 0;
}
