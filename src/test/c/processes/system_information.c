// What sysinfo and sysconf tell of the machine's memory.
#include <stdio.h>
#include <sys/sysinfo.h>
#include <unistd.h>

int main(void) {
  struct sysinfo info;
  printf("%d\n", sysinfo(&info));
  printf("%d %d\n", info.totalram >= info.freeram, info.totalswap >= info.freeswap);
  printf("%d %d\n", info.procs > 0, info.uptime >= 0);
  unsigned long long bytes = (unsigned long long)info.totalram * info.mem_unit;
  printf("%d\n", bytes / 4096 == sysconf(_SC_PHYS_PAGES));
  printf("%d\n", get_phys_pages() == sysconf(_SC_PHYS_PAGES));
  printf("%d\n", sysconf(_SC_AVPHYS_PAGES) <= get_phys_pages() && get_avphys_pages() > 0);
}
