/* What becomes of characters of input and output. */
#include "terminal.h"

static void in(const char *text, int most) {
  type(text);
  input(most);
  screen();
}

static void out(const char *text) {
  write(slave, text, strlen(text));
  screen();
}

int main(void) {
  open_both();
  puts("input");
  flags(0, ICRNL, 0, 0);
  in("a\rb\n", 100);
  flags(INLCR | ICRNL, 0, 0, 0);
  in("a\nb\r", 100);
  flags(IGNCR, INLCR | ICRNL, 0, 0);
  in("a\rb\n", 100);
  flags(ISTRIP | ICRNL, IGNCR, 0, 0);
  in("\341\342\212", 100);
  flags(IUCLC, ISTRIP, 0, 0);
  in("HeLLo\n", 100);
  flags(PARMRK, IUCLC, 0, 0);
  in("a\377b\n", 100);
  flags(0, PARMRK, 0, 0);

  puts("parts of a line");
  in("abcdef\n", 3);
  input(3);
  input(3);
  type("one\ntwo\n");
  input(100);
  input(100);
  puts("end of input");
  type("abc\004");
  input(100);
  type("abc\004\n");
  input(3);
  input(3);
  type("\004");
  input(100);
  type("ab\004cd\004");
  input(2);
  input(100);
  screen();

  puts("output");
  out("a\nb\r\n\tc\bd\n");
  output_flags(0, ONLCR);
  out("ab\nc\t|\n");
  output_flags(OCRNL, 0);
  out("a\rb\r");
  output_flags(ONOCR, OCRNL);
  out("\r\rab\r\rc\n\r");
  output_flags(ONLRET, 0);
  out("ab\n\rc\r");
  output_flags(XTABS | ONLCR, ONOCR | ONLRET);
  out("\r\ta\tb\n1234567\t|\n12345678\t|\n");
  output_flags(OLCUC, XTABS);
  out("Hello\n");
  output_flags(0, OPOST);
  out("Hello\n\t\r");

  puts("settings");
  struct termios settings;
  tcgetattr(slave, &settings);
  cfmakeraw(&settings);
  settings.c_cflag = settings.c_cflag & ~CSIZE | CS7 | PARENB;
  tell("tcsetattr", tcsetattr(slave, TCSANOW, &settings));
  tcgetattr(master, &settings);
  printf("%x %x %x %x %d %d\n", settings.c_iflag, settings.c_oflag, settings.c_cflag,
         settings.c_lflag, cfgetispeed(&settings) == B38400, settings.c_cc[VMIN]);
  tell("cfsetspeed", cfsetspeed(&settings, 9600));
  tell("cfsetospeed", cfsetospeed(&settings, B115200));
  tell("cfsetispeed", cfsetispeed(&settings, 12345));
  tell("tcsetattr", tcsetattr(master, TCSADRAIN, &settings));
  memset(&settings, 0, sizeof settings);
  tcgetattr(slave, &settings);
  printf("%o %d %d\n", settings.c_cflag, cfgetospeed(&settings) == B115200,
         cfgetispeed(&settings) == B115200);
  tell("action", tcsetattr(slave, 3, &settings));
  tell("no terminal", tcgetattr(0x7fff, &settings));
  int pair[2];
  pipe(pair);
  tell("pipe", tcgetattr(pair[0], &settings));
  tell("isatty", isatty(pair[0]));
  tell("isatty", isatty(slave));
  tell("isatty", isatty(master));
  tell("ptsname", ptsname(pair[0]) == NULL ? -1 : 0);
  tell("ttyname", strcmp(ttyname(slave), ptsname(master)));
  tell("grantpt", grantpt(slave));
  tell("drain", tcdrain(slave));
  tell("break", tcsendbreak(slave, 0));
  tell("flush", tcflush(slave, 7));
  tell("flow", tcflow(slave, 7));
  int number = -1;
  tell("TIOCGETD", ioctl(slave, TIOCGETD, &number));
  tell("discipline", number);
  tell("bad address", ioctl(slave, TCGETS, (void *)1));
  tell("unknown", ioctl(slave, 0x5499, &number));
  return 0;
}
