// SPDX-License-Identifier: Apache-2.0
public import DER
import Foundation

/// Issuances that failed when the records could not be told so: the disk, or the server, was gone.
///
/// Whether they are on record at all is not known; whoever asks first after the records are back closes them.
final class StrayIssuances: @unchecked Sendable {
    private let lock = NSLock()
    private var references: Set<CertificateReference> = []

    /// Remembers one.
    func add(_ reference: CertificateReference) { lock.withLock { _ = references.insert(reference) } }

    /// Forgets one.
    func remove(_ reference: CertificateReference) { lock.withLock { _ = references.remove(reference) } }

    /// All that are remembered.
    var all: [CertificateReference] { lock.withLock { Array(references) } }
}

extension Records {
    /// Gives an issuance up that failed: now, or as soon as the records can be written again.
    ///
    /// - Parameters:
    ///   - reference: which; it may be that it is not on record.
    ///   - cause: why.
    ///   - actor: who does it.
    ///   - time: when.
    public func giveUp(_ reference: CertificateReference, because cause: String, by actor: String, at time: Instant) {
        do throws(RecordsError) {
            try abandon(reference, because: cause, by: actor, at: time)
        } catch {
            // A process that starts closes it with everything else; this one goes on.
            if error.storeFault != nil { strayIssuances.add(reference) }
        }
    }

    /// Closes the issuances that failed while the records could not be written; to be called again and again.
    ///
    /// - Parameter time: now.
    /// - Returns: how many were open.
    /// - Throws: ``RecordsError``; then they are still remembered.
    @discardableResult
    public func giveUpStrays(at time: Instant) throws(RecordsError) -> Int {
        var count = 0
        for reference in strayIssuances.all {
            do throws(RecordsError) {
                try abandon(
                    reference, because: "the records could not be written", by: "recovery", at: time)
                count += 1
            } catch .issuanceMoved {
                // It was filed after all, or closed by another.
            } catch .unknownCertificate {
                // Nothing of it was kept.
            } catch .leaseLost {
                // Whoever has the lease has closed it.
            }
            strayIssuances.remove(reference)
        }
        return count
    }
}
