package dev.ringfence.machine;

/// What each event costs, in cycles of the processor's clock. The values and their sources are in
/// the profile, `conf/machines/*.conf`.
///
/// @param instruction a simple instruction
/// @param multiply an integer multiplication
/// @param divide an integer division
/// @param floating a floating-point operation
/// @param load a read that hits the first-level cache
/// @param store a write
/// @param branch a predicted jump
/// @param call a call or a return
/// @param walk a page walk after a TLB miss
/// @param systemCall into ring 0 and back by `syscall` and `sysret`
/// @param fault into ring 0 by an exception and back by `iret`
/// @param contextSwitch saving one task and loading another
/// @param interrupt taking a timer or inter-processor interrupt
/// @param copyLine the kernel's copy of 64 bytes
/// @param pageZero clearing a page
/// @param pageCopy copying a page
/// @param atomic a locked read-modify-write, as an uncontended lock needs it
/// @param kernelWork the work of a cheap system call in ring 0
/// @param fork making a process, page tables apart
/// @param exec loading a program, page faults apart
/// @param interruptGate into ring 0 and back by `int 0x80` and `iret`
/// @param tableSwitch writing CR3 on both ways, where the kernel has page tables of its own
/// @param port reading or writing an I/O port
/// @param segmentLoad what an access through a far pointer costs more than one through a near
///     pointer, as it loads a segment register; 0 where there are no far pointers
public record Costs(
    long instruction,
    long multiply,
    long divide,
    long floating,
    long load,
    long store,
    long branch,
    long call,
    long walk,
    long systemCall,
    long fault,
    long contextSwitch,
    long interrupt,
    long copyLine,
    long pageZero,
    long pageCopy,
    long atomic,
    long kernelWork,
    long fork,
    long exec,
    long interruptGate,
    long tableSwitch,
    long port,
    long segmentLoad) {}
