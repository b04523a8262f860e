#include <sys/sysinfo.h>
#include <unistd.h>

int get_nprocs(void) { return __cpus(); }
int get_nprocs_conf(void) { return __cpus(); }
