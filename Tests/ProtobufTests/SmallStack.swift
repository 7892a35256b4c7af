import Dispatch
import Foundation

/// Runs the body on a thread with the smallest stack that threads of other platforms and libraries have: 512 KiB. What is
/// not optimized takes several times as much stack, and gets twice as much.
func onSmallStack(_ body: @escaping @Sendable () -> Void) {
  let isDone = DispatchSemaphore(value: 0)
  let thread = Thread {
    body()
    isDone.signal()
  }
  #if DEBUG
    thread.stackSize = 1 << 20
  #else
    thread.stackSize = 512 << 10
  #endif
  thread.start()
  isDone.wait()
}
