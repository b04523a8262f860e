// When pipes and FIFOs tell by signals.
#include "async.h"

static void both(const char *title, int flags) {
  int ends[2];
  char text[70000];
  memset(text, 'x', sizeof text);
  printf("%s\n", title);
  known = 0;
  if (pipe2(ends, flags) < 0)
    return;
  tell(ends[0], "reader");
  tell(ends[1], "writer");
  told("at first");
  write(ends[1], "abc", 3);
  told("written");
  write(ends[1], "abc", 3);
  told("written again");
  write(ends[1], "abc", 0);
  told("nothing written");
  read(ends[0], text, 0);
  told("nothing read");
  read(ends[0], text, 2);
  told("read");
  read(ends[0], text, 10);
  told("read all");
  nonblocking(ends[0]);
  nonblocking(ends[1]);
  try("read", read(ends[0], text, 10));
  told("nothing to read");
  try("write", write(ends[1], text, 70000));
  told("filled");
  try("write", write(ends[1], text, 10));
  told("full");
  try("write", write(ends[1], (void *)8, 10));
  told("from nowhere, full");
  try("read", read(ends[0], text, 4000));
  told("read a part of a page");
  try("read", read(ends[0], text, 200));
  told("read the rest");
  try("read", read(ends[0], (void *)8, 200));
  told("to nowhere");
  try("write", write(ends[1], (void *)8, 10));
  told("from nowhere");
  try("F_SETPIPE_SZ", fcntl(ends[1], F_SETPIPE_SZ, 1 << 17));
  told("larger");
  int ends2[2];
  pipe(ends2);
  nonblocking(ends2[1]);
  try("tee", tee(ends[0], ends2[1], 100, 0));
  told("tee from it");
  try("splice", splice(ends[0], NULL, ends2[1], NULL, 100, 0));
  told("splice from it");
  while (read(ends[0], text, 70000) > 0)
    ;
  told("emptied");
  try("splice", splice(ends2[0], NULL, ends[1], NULL, 100, 0));
  told("splice into it");
  try("tee", tee(ends2[0], ends[1], 50, 0));
  told("tee into it");
  fcntl(ends[0], F_SETFL, fcntl(ends[0], F_GETFL) & ~O_ASYNC);
  write(ends[1], "abc", 3);
  told("the reader does not want to know");
  fcntl(ends[0], F_SETFL, fcntl(ends[0], F_GETFL) | O_ASYNC);
  close(ends[1]);
  told("no writer left");
  try("read", read(ends[0], text, 70000));
  try("read", read(ends[0], text, 10));
  told("at the end");
  close(ends[0]);
  close(ends2[0]);
  close(ends2[1]);
  told("closed");
}

static void broken(void) {
  int ends[2];
  known = 0;
  signal(SIGPIPE, SIG_IGN);
  pipe(ends);
  tell(ends[0], "reader");
  tell(ends[1], "writer");
  close(ends[0]);
  told("no reader left");
  try("write", write(ends[1], "abc", 3));
  told("broken");
  close(ends[1]);
}

static void fifo(void) {
  char path[40];
  sprintf(path, "/tmp/async-fifo-%d", getpid());
  mkfifo(path, 0600);
  known = 0;
  int both = open(path, O_RDWR);
  tell(both, "both");
  told("at first");
  write(both, "a", 1);
  told("written");
  int reader = open(path, O_RDONLY | O_NONBLOCK);
  tell(reader, "reader");
  int writer = open(path, O_WRONLY);
  tell(writer, "writer");
  told("opened");
  char c;
  write(both, "b", 1);
  told("written");
  read(reader, &c, 1);
  told("read");
  close(writer);
  told("writer closed");
  close(both);
  told("both closed");
  close(reader);
  unlink(path);
}

// One whose copy is left tells still, by the number of the descriptor that asked for it.
static void copies(void) {
  int ends[2];
  known = 0;
  pipe(ends);
  tell(ends[0], "reader");
  int copy = dup(ends[0]);
  name(copy, "copy");
  close(ends[0]);
  write(ends[1], "a", 1);
  told("of a copy");
  fcntl(copy, F_SETFL, O_ASYNC);
  write(ends[1], "a", 1);
  told("asked again while it was so");
  fcntl(copy, F_SETFL, 0);
  fcntl(copy, F_SETFL, O_ASYNC);
  write(ends[1], "a", 1);
  told("asked anew");
  int on = 1;
  known = 0;
  name(copy, "copy");
  int third = dup(copy);
  name(third, "third");
  ioctl(third, FIOASYNC, &on);
  write(ends[1], "a", 1);
  told("by ioctl");
  close(copy);
  close(third);
  close(ends[1]);
}

// SIGIO itself, whether it is asked for or not.
static void plainly(void) {
  int ends[2];
  known = 0;
  pipe(ends);
  fcntl(ends[0], F_SETOWN, getpid());
  fcntl(ends[0], F_SETFL, O_ASYNC);
  name(ends[0], "reader");
  write(ends[1], "a", 1);
  write(ends[1], "a", 1);
  told("SIGIO");
  fcntl(ends[0], F_SETSIG, SIGIO);
  write(ends[1], "a", 1);
  write(ends[1], "a", 1);
  told("SIGIO asked for");
  fcntl(ends[0], F_SETSIG, SIGURG);
  write(ends[1], "a", 1);
  told("SIGURG asked for");
  fcntl(ends[0], F_SETOWN, 0);
  write(ends[1], "a", 1);
  told("nobody");
  close(ends[0]);
  close(ends[1]);
}

int main(void) {
  keep_signals();
  both("pipe", 0);
  both("packets", O_DIRECT);
  broken();
  fifo();
  copies();
  plainly();
  return 0;
}
