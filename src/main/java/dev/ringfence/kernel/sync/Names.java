package dev.ringfence.kernel.sync;

import dev.ringfence.c.Program;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitObject;

/// Finds what a task's pointer means, and names it as the program does where it can.
final class Names {
  private Names() {}

  /// The object at an address of the task's memory.
  ///
  /// @param kind what it is called, such as "mutex"
  static WaitObject object(Task task, long address, String kind) {
    Process process = task.process();
    WaitObject known = process.waitObjects.get(address);
    return known != null ? known : fresh(task, address, kind);
  }

  /// A new object at an address, in place of what may have been there.
  static WaitObject fresh(Task task, long address, String kind) {
    WaitObject made = new WaitObject(kind + " " + name(task, address));
    task.process().waitObjects.put(address, made);
    return made;
  }

  private static String name(Task task, long address) {
    Program.DataObject global = task.context().program().objectAt(address);
    if (global != null) {
      return global.path(address);
    }
    String area = task.process().memory().areaName(address);
    return "0x" + Long.toHexString(address) + (area.startsWith("[") ? " in " + area : "");
  }
}
