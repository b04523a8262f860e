#include "waits.h"
#include <pty.h>

int main(void) {
  static char bytes[100000];
  int master, slave;
  struct termios settings;
  openpty(&master, &slave, NULL, NULL, NULL);
  tcgetattr(slave, &settings);
  cfmakeraw(&settings);
  tcsetattr(slave, TCSANOW, &settings);
  if (fork() == 0) {
    later();
    if (!STUCK)
      for (int count = 0; count < sizeof bytes;)
        count += read(slave, bytes, sizeof bytes);
    _exit(0);
  }
  write(master, bytes, sizeof bytes);
  return done("typed more than there is room for");
}
