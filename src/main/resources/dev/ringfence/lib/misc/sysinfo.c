#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/sysinfo.h>
#include <unistd.h>

int get_nprocs(void) { return __cpus(); }
int get_nprocs_conf(void) { return __cpus(); }

/* From /proc, in bytes where memory is meant. */
int sysinfo(struct sysinfo *info) {
  char line[128], name[32];
  unsigned long kilobytes;
  double uptime = 0;
  FILE *file = fopen("/proc/meminfo", "r");
  if (!info || !file) {
    if (file)
      fclose(file);
    errno = EFAULT;
    return -1;
  }
  memset(info, 0, sizeof *info);
  info->mem_unit = 1;
  while (fgets(line, sizeof line, file))
    if (sscanf(line, "%31[^:]: %lu", name, &kilobytes) == 2) {
      unsigned long bytes = kilobytes * 1024;
      if (!strcmp(name, "MemTotal"))
        info->totalram = bytes;
      else if (!strcmp(name, "MemFree"))
        info->freeram = bytes;
      else if (!strcmp(name, "Shmem"))
        info->sharedram = bytes;
      else if (!strcmp(name, "Buffers"))
        info->bufferram = bytes;
      else if (!strcmp(name, "SwapTotal"))
        info->totalswap = bytes;
      else if (!strcmp(name, "SwapFree"))
        info->freeswap = bytes;
    }
  fclose(file);
  if ((file = fopen("/proc/uptime", "r"))) {
    if (fscanf(file, "%lf", &uptime) == 1)
      info->uptime = uptime;
    fclose(file);
  }
  if ((file = fopen("/proc/loadavg", "r"))) {
    double loads[3];
    int running, all;
    if (fscanf(file, "%lf %lf %lf %d/%d", &loads[0], &loads[1], &loads[2], &running, &all) == 5) {
      for (int i = 0; i < 3; i++)
        info->loads[i] = loads[i] * 65536;
      info->procs = all;
    }
    fclose(file);
  }
  return 0;
}

long get_phys_pages(void) { return sysconf(_SC_PHYS_PAGES); }
long get_avphys_pages(void) { return sysconf(_SC_AVPHYS_PAGES); }
