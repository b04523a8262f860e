#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

static int *block, ends[2], event;
static long done;

static void *run(void *none) {
  char byte;
  recv(ends[1], &byte, 1, 0);
  block[0]++;
  block[1]++; /* RACE */
  done = 1;
  eventfd_write(event, 1);
  return none;
}

int main(void) {
  pthread_t thread;
  eventfd_t value;
  event = eventfd(0, 0);
  block = calloc(2, sizeof(int));
  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  pthread_create(&thread, 0, run, 0);
  block[0] = 1;
  send(ends[0], "x", 1, 0);
  block[1] = 1; /* RACE */
  eventfd_read(event, &value);
  done++;
  pthread_join(thread, 0);
  free(block);
  return done != 2;
}
