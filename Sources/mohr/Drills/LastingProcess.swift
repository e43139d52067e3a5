// SPDX-License-Identifier: Apache-2.0
import Foundation
import Records

/// A process that is there for another's sake ends with it, however that one ends.
///
/// Who starts a house for a drill or a test may be killed, and then ends nothing: the house would go on serving on a
/// throw-away copy. So it is told in its environment whom it is for, and looks every second.
enum LastingProcess {
    private static let variable = "MOHR_ENDS_WITH"

    /// What a process finds in its environment that is to end with this one.
    static var environment: [String: String] {
        ProcessInfo.processInfo.environment.merging([variable: ProcessIdentity.own.text]) { $1 }
    }

    /// Watches the one whom this process is for, if there is one; ends it in order once that one is over, and by force when
    /// it has not ended half a minute later.
    static func watch() {
        guard let text = ProcessInfo.processInfo.environment[variable], !text.isEmpty else { return }
        let other = ProcessIdentity(text)
        let thread = Thread {
            while !other.isOver { Thread.sleep(forTimeInterval: 1) }
            kill(getpid(), SIGTERM)
            Thread.sleep(forTimeInterval: 30)
            kill(getpid(), SIGKILL)
        }
        thread.name = "lasting"
        thread.start()
    }
}
