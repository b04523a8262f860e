#include <aio.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/* Requests are carried out by threads, one for each descriptor that has some, in their order. */
enum { SYNC = 3 };

/* The requests of one call of lio_listio that does not wait. */
struct list {
  int left;
  struct sigevent event;
};

/* The requests of one descriptor; the first is being carried out. */
struct queue {
  int fd;
  struct aiocb *first, *last;
  struct queue *following;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t done = PTHREAD_COND_INITIALIZER;
static struct queue *queues;

static void *call(void *argument) {
  struct sigevent *event = argument;
  void (*function)(union sigval) = event->sigev_notify_function;
  union sigval value = event->sigev_value;
  free(event);
  function(value);
  return NULL;
}

static void tell(const struct sigevent *event) {
  if (event->sigev_notify == SIGEV_SIGNAL) {
    sigqueue(getpid(), event->sigev_signo, event->sigev_value);
  } else if (event->sigev_notify == SIGEV_THREAD) {
    pthread_t thread;
    struct sigevent *copy = malloc(sizeof *copy);
    *copy = *event;
    if (!pthread_create(&thread, event->sigev_notify_attributes, call, copy))
      pthread_detach(thread);
  }
}

static ssize_t carry_out(struct aiocb *request) {
  int fd = request->aio_fildes;
  void *buffer = (void *)request->aio_buf;
  size_t size = request->aio_nbytes;
  if (request->aio_lio_opcode == SYNC)
    return fsync(fd);
  int reads = request->aio_lio_opcode == LIO_READ;
  ssize_t result = reads ? pread(fd, buffer, size, request->aio_offset)
                         : pwrite(fd, buffer, size, request->aio_offset);
  if (result < 0 && errno == ESPIPE)
    result = reads ? read(fd, buffer, size) : write(fd, buffer, size);
  return result;
}

static void *work(void *argument) {
  struct queue *queue = argument;
  pthread_mutex_lock(&lock);
  while (queue->first) {
    struct aiocb *request = queue->first;
    pthread_mutex_unlock(&lock);
    ssize_t result = carry_out(request);
    int error = result < 0 ? errno : 0;
    struct sigevent event = request->aio_sigevent;
    struct list *list = request->__list;
    pthread_mutex_lock(&lock);
    queue->first = request->__following;
    request->__result = result;
    request->__error = error;
    pthread_cond_broadcast(&done);
    int last = list && --list->left == 0;
    pthread_mutex_unlock(&lock);
    tell(&event);
    if (last) {
      tell(&list->event);
      free(list);
    }
    pthread_mutex_lock(&lock);
  }
  struct queue **link = &queues;
  while (*link != queue)
    link = &(*link)->following;
  *link = queue->following;
  pthread_mutex_unlock(&lock);
  free(queue);
  return NULL;
}

/* Adds a request to its descriptor's queue. */
static int submit(struct aiocb *request, int what, struct list *list) {
  if (request->aio_offset < 0 && what != SYNC || request->aio_reqprio < 0) {
    errno = EINVAL;
    return -1;
  }
  request->aio_lio_opcode = what;
  request->__error = EINPROGRESS;
  request->__following = NULL;
  request->__list = list;
  pthread_mutex_lock(&lock);
  struct queue *queue = queues;
  while (queue && queue->fd != request->aio_fildes)
    queue = queue->following;
  if (queue && queue->first) {
    queue->last->__following = request;
    queue->last = request;
    pthread_mutex_unlock(&lock);
    return 0;
  }
  pthread_t thread;
  struct queue *made = malloc(sizeof *made);
  if (made)
    *made = (struct queue){request->aio_fildes, request, request, queues};
  int failed = !made || pthread_create(&thread, NULL, work, made);
  if (failed) {
    free(made);
    errno = EAGAIN;
  } else {
    pthread_detach(thread);
    queues = made;
  }
  pthread_mutex_unlock(&lock);
  return failed ? -1 : 0;
}

int aio_read(struct aiocb *request) { return submit(request, LIO_READ, NULL); }
int aio_write(struct aiocb *request) { return submit(request, LIO_WRITE, NULL); }

int aio_fsync(int how, struct aiocb *request) {
  if (how == O_SYNC || how == O_DSYNC)
    return submit(request, SYNC, NULL);
  errno = EINVAL;
  return -1;
}

int aio_error(const struct aiocb *request) {
  pthread_mutex_lock(&lock);
  int error = request->__error;
  pthread_mutex_unlock(&lock);
  return error;
}

ssize_t aio_return(struct aiocb *request) { return request->__result; }

static int is_any_done(const struct aiocb *const list[], int count) {
  int any = 0;
  for (int i = 0; i < count; i++)
    if (list[i]) {
      if (list[i]->__error != EINPROGRESS)
        return 1;
      any = 1;
    }
  return !any;
}

int aio_suspend(const struct aiocb *const list[], int count, const struct timespec *span) {
  struct timespec until;
  int error = 0;
  if (span) {
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += span->tv_sec + (until.tv_nsec + span->tv_nsec) / 1000000000;
    until.tv_nsec = (until.tv_nsec + span->tv_nsec) % 1000000000;
  }
  pthread_mutex_lock(&lock);
  while (!error && !is_any_done(list, count))
    error = span ? pthread_cond_timedwait(&done, &lock, &until) : pthread_cond_wait(&done, &lock);
  pthread_mutex_unlock(&lock);
  if (!error)
    return 0;
  errno = EAGAIN;
  return -1;
}

/* Requests that wait behind others can be taken back. */
int aio_cancel(int fd, struct aiocb *request) {
  int result = AIO_ALLDONE;
  if (fcntl(fd, F_GETFL) < 0)
    return -1;
  pthread_mutex_lock(&lock);
  for (struct queue *queue = queues; queue; queue = queue->following)
    if (queue->fd == fd)
      for (struct aiocb *before = NULL, *at = queue->first; at; at = at->__following) {
        if (before && (!request || at == request)) {
          before->__following = at->__following;
          if (queue->last == at)
            queue->last = before;
          at->__error = ECANCELED;
          at->__result = -1;
          result = result == AIO_ALLDONE ? AIO_CANCELED : result;
        } else {
          if (!request || at == request)
            result = AIO_NOTCANCELED;
          before = at;
        }
      }
  pthread_cond_broadcast(&done);
  pthread_mutex_unlock(&lock);
  return result;
}

int lio_listio(int mode, struct aiocb *const list[], int count, struct sigevent *event) {
  struct list *noted = NULL;
  int wanted = 0, failed = 0;
  if (mode != LIO_WAIT && mode != LIO_NOWAIT) {
    errno = EINVAL;
    return -1;
  }
  for (int i = 0; i < count; i++)
    wanted += list[i] && list[i]->aio_lio_opcode != LIO_NOP;
  if (mode == LIO_NOWAIT && event && wanted) {
    noted = malloc(sizeof *noted);
    *noted = (struct list){wanted, *event};
  }
  for (int i = 0; i < count; i++)
    if (list[i] && list[i]->aio_lio_opcode != LIO_NOP)
      failed |= submit(list[i], list[i]->aio_lio_opcode, noted);
  for (int i = 0; mode == LIO_WAIT && i < count; i++)
    if (list[i] && list[i]->aio_lio_opcode != LIO_NOP) {
      const struct aiocb *one = list[i];
      aio_suspend(&one, 1, NULL);
      failed |= one->__error != 0;
    }
  if (mode == LIO_NOWAIT && event && !wanted)
    tell(event);
  if (failed)
    errno = EIO;
  return failed ? -1 : 0;
}
