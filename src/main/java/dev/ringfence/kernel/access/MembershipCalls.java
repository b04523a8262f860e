package dev.ringfence.kernel.access;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import java.util.ArrayList;
import java.util.List;

/// The calls on the supplementary groups of a process: `getgroups(2)` and `setgroups(2)`.
public final class MembershipCalls {
  private static final int NGROUPS_MAX = 65_536;

  public void addTo(Calls calls) {
    calls.add("unistd.h", "int getgroups(int size, gid_t *list)", MembershipCalls::groups);
    calls.add("grp.h", "int setgroups(size_t size, const gid_t *list)", MembershipCalls::join);
  }

  private static long groups(Task task) {
    List<Integer> groups = task.process().credentials.groups();
    int size = (int) task.argument(0);
    if (size < 0 || size > 0 && size < groups.size()) {
      return Errno.EINVAL.result();
    }
    AddressSpace memory = task.process().memory();
    int width = memory.regions().intSize();
    for (int i = 0; i < groups.size() && size > 0; i++) {
      if (!UserMemory.putInt(memory, task.argument(1) + (long) width * i, groups.get(i))) {
        return Errno.EFAULT.result();
      }
    }
    return groups.size();
  }

  private static long join(Task task) {
    Credentials credentials = task.process().credentials;
    if (!credentials.has(Capability.SETGID)) {
      return Errno.EPERM.result();
    }
    int size = (int) task.argument(0);
    if (size < 0 || size > NGROUPS_MAX) {
      return Errno.EINVAL.result();
    }
    AddressSpace memory = task.process().memory();
    int width = memory.regions().intSize();
    List<Integer> groups = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      long group = UserMemory.getInt(memory, task.argument(1) + (long) width * i);
      if (group < 0) {
        return Errno.EFAULT.result();
      }
      if ((int) group == Ids.SAME) {
        return Errno.EINVAL.result();
      }
      groups.add((int) group);
    }
    groups.sort(Integer::compareUnsigned);
    task.process().become(credentials.join(groups));
    return 0;
  }
}
