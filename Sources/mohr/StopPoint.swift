// SPDX-License-Identifier: Apache-2.0
import Foundation
import Issuance

/// Where a test wants the process killed: `MOHR_STOP_AT` names a point between two steps of issuance, or of a ceremony.
///
/// The process kills itself with SIGKILL there, so that nothing is tidied up: what the records then hold is what a power
/// cut would leave. Without the variable nothing happens.
enum StopPoint {
    /// Called between the steps of each issuance.
    static let fromEnvironment: @Sendable (IssuancePoint) -> Void = { point in
        guard point.rawValue == wanted else { return }
        kill(getpid(), SIGKILL)
    }

    /// Called after each step of a ceremony: `MOHR_STOP_AT=ceremony.keyWritten`.
    static let ceremonyFromEnvironment: @Sendable (CeremonyTranscript.StepKind) -> Void = { step in
        guard "ceremony.\(step.rawValue)" == wanted else { return }
        kill(getpid(), SIGKILL)
    }

    /// Called after each batch of an import that is on record: `MOHR_STOP_AT=import.batch`.
    static func afterImportedBatch() {
        guard wanted == "import.batch" else { return }
        kill(getpid(), SIGKILL)
    }

    /// Called in a move to a server: `MOHR_STOP_AT=move.arrived`, and `move.putAway` when the old file has its new name.
    static func inMove(_ name: String) {
        guard wanted == "move.\(name)" else { return }
        kill(getpid(), SIGKILL)
    }

    private static let wanted = ProcessInfo.processInfo.environment["MOHR_STOP_AT"]
}
