/* Characters of flow control sent out of turn, what a flush leaves, and capitals beyond ASCII. */
#include "terminal.h"

/* What the master reads, at once or never. */
static void sent(const char *what) {
  char bytes[100];
  struct pollfd one = {master, POLLIN};
  int count = poll(&one, 1, 20) > 0 ? read(master, bytes, sizeof bytes) : 0;
  show(what, bytes, count);
}

int main(void) {
  open_both();
  tell("TCIOFF", tcflow(slave, TCIOFF));
  sent("stop");
  tell("TCION", tcflow(slave, TCION));
  sent("start");
  tell("TCOOFF", tcflow(slave, TCOOFF));
  tell("TCIOFF", tcflow(slave, TCIOFF));
  tell("TCION", tcflow(slave, TCION));
  sent("stopped by a call");
  tell("TCOON", tcflow(slave, TCOON));
  sent("let go on");
  type("\023");
  usleep(20000);
  tell("TCIOFF", tcflow(slave, TCIOFF));
  sent("stopped by a key");
  type("\021");
  screen();
  int on = 1;
  ioctl(master, TIOCPKT, &on);
  tell("TCION", tcflow(slave, TCION));
  sent("in packets");
  on = 0;
  ioctl(master, TIOCPKT, &on);

  type("a\026");
  usleep(20000);
  screen();
  struct termios settings;
  tcgetattr(slave, &settings);
  tell("TCSAFLUSH", tcsetattr(slave, TCSAFLUSH, &settings));
  type("\003b\n");
  input(100);
  screen();

  output_flags(OLCUC, 0);
  write(slave, "az \340\357\376\377\337\367\377", 10);
  screen();
  type("\376\377");
  usleep(20000);
  screen();
  return 0;
}
