#include "waits.h"
#include <pty.h>

int main(void) {
  static char bytes[100000];
  int master, slave;
  openpty(&master, &slave, NULL, NULL, NULL);
  if (fork() == 0) {
    later();
    if (!STUCK)
      for (int count = 0; count < sizeof bytes;)
        count += read(master, bytes, sizeof bytes);
    _exit(0);
  }
  write(slave, bytes, sizeof bytes);
  return done("wrote more than there is room for");
}
