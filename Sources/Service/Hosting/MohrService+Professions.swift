// SPDX-License-Identifier: Apache-2.0
import MohrValidation

extension MohrService {
    /// Takes in what licensing bodies said since: verdicts are given by it from now on.
    ///
    /// - Throws: ``ServiceError/records(_:)``.
    public func refreshProfessions() throws(ServiceError) {
        try professions.refresh { snapshots.take($0) }
    }

    /// Takes a feed, and gives verdicts by it from now on.
    ///
    /// - Parameters:
    ///   - signature: CAdES, with the document in it or without.
    ///   - document: the document, when it is not in the signature.
    ///   - name: what to call the file.
    ///   - actor: who brings it.
    /// - Returns: what became of it.
    /// - Throws: ``ServiceError/profession(file:_:)``.
    public func takeFeed(
        _ signature: [UInt8], document: [UInt8]? = nil, named name: String, by actor: String
    ) throws(ServiceError) -> ProfessionDesk.Outcome {
        let outcome = try professions.take(
            signature, document: document, named: name, against: snapshots.current, by: actor)
        try refreshProfessions()
        return outcome
    }

    /// Takes the feeds that were put into the folder.
    ///
    /// - Parameter complain: told of each that was refused.
    func takeDroppedFeeds(_ complain: @Sendable (ServiceError) -> Void) {
        guard let folder = feedFolder else { return }
        for arrival in folder.arrivals() {
            do throws(ServiceError) {
                _ = try takeFeed(arrival.signature, document: arrival.document, named: arrival.name, by: "folder")
                folder.putAway(arrival, in: "taken")
                counters.count("mohr_profession_feeds_total", ["outcome": "taken"])
            } catch {
                complain(error)
                // What the house itself could not do, it tries again; a feed that is wrong stays wrong.
                guard case .profession = error else { continue }
                counters.count("mohr_profession_feeds_total", ["outcome": "refused"])
                let why = Language.allCases.map { error.sentence(in: $0) }.joined(separator: "\n")
                folder.putAway(arrival, in: "refused", because: why)
            }
        }
    }
}
