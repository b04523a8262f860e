struct sysinfo {
  long uptime;
  unsigned long loads[3];
  unsigned long totalram, freeram, sharedram, bufferram, totalswap, freeswap;
  unsigned short procs;
  unsigned long totalhigh, freehigh;
  unsigned mem_unit;
};
int sysinfo(struct sysinfo *info);
long get_phys_pages(void);
long get_avphys_pages(void);
int get_nprocs(void);
int get_nprocs_conf(void);
