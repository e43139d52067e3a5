// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import Database
import Foundation
import PKIX
public import Records

/// Makes an authority's file of answers, and adds to it what changes: the one who has the responder's key.
///
///     DIR/answers/<authority>.answers            the file
///     DIR/answers/<authority>.answers.overlay    what has changed since
///
/// One at a time: two processes that press the same file would each be right, and waste the other's work.
public final class AnswerPress: @unchecked Sendable {
    /// The authority whose answers these are.
    public let authority: String

    /// Where the file is.
    public let path: String

    private let plan: AnswerPlan
    private let clock: @Sendable () -> Instant
    private let pressing = NSLock()

    /// Prepares to press.
    ///
    /// - Parameters:
    ///   - folder: where files of answers are; made when the first one is.
    ///   - authority: whose answers.
    ///   - plan: how long answers are good for.
    ///   - clock: what the time is.
    public init(
        folder: String, authority: String, plan: AnswerPlan,
        clock: @escaping @Sendable () -> Instant = { Instant.now() }
    ) {
        self.authority = authority
        path = "\(folder)/\(authority).answers"
        self.plan = plan
        self.clock = clock
    }

    /// Whether the file is missing, old, by another responder than the one who would sign now, or grown over by changes.
    ///
    /// - Parameters:
    ///   - store: the file in use, if there is one.
    ///   - responders: who may answer for the authority.
    /// - Returns: whether to press.
    public func isDue(_ store: AnswerStore?, responders: [RespondingAuthority]) -> Bool {
        guard let store else { return true }
        let time = clock()
        let age = time.seconds(since: store.file.thisUpdate)
        guard let desk = book(responders, nil).desks.first(where: { $0.isValid(at: time) }) else { return false }
        return !(0..<plan.refreshSeconds).contains(age) || desk.certificate.sha256 != store.file.responderSHA256
            || store.changes > 4_096 + store.file.count / 16
    }

    /// Signs an answer for every certificate and puts the file in place.
    ///
    /// - Parameters:
    ///   - reading: the statuses.
    ///   - responders: who may answer for the authority.
    ///   - threads: how many sign; one beside a process that serves.
    ///   - progress: told how many are signed, of how many.
    /// - Returns: the file, opened and checked.
    /// - Throws: ``RevocationError``; the file before it is then still there.
    public func press(
        _ reading: CurrentStatus.Reading, by responders: [RespondingAuthority], threads: Int = 1,
        _ progress: (Int, Int) -> Void = { _, _ in }
    ) throws(RevocationError) -> AnswerStore {
        try press(
            reading.index, position: reading.index.position, asOf: reading.asOf, by: responders, threads: threads,
            progress)
    }

    func press(
        _ index: any IssuedCertificates, position: Int, asOf: Instant, by responders: [RespondingAuthority],
        threads: Int, _ progress: (Int, Int) -> Void
    ) throws(RevocationError) -> AnswerStore {
        pressing.lock()
        defer { pressing.unlock() }
        let book = AnswerBook(index: index, asOf: asOf, authorities: responders.filter { $0.name == authority })
        guard let signing = AnswerSigning(by: book.desks, from: book, under: plan, at: clock()) else {
            throw .responder(authority: authority, .notValid)
        }
        do {
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        } catch {
            throw .file(path: path, step: "mkdir", code: Int32(clamping: (error as NSError).code))
        }
        try AnswerFileWriter(
            signing: signing, authority: authority, index: index, position: position, threads: threads
        ).write(to: path, progress)
        // Records of the file before it do not count for this one; the name is free when they are gone.
        try? FileManager.default.removeItem(atPath: path + ".overlay")
        return try AnswerStore(path: path, plan: plan)
    }

    /// Adds an answer for every certificate that was issued or changed its status since.
    ///
    /// - Parameters:
    ///   - store: the file in use.
    ///   - reading: the statuses as they are told now; answers are as of it.
    ///   - changes: what has changed since ``AnswerStore/position``, read later.
    ///   - responders: who may answer for the authority.
    /// - Throws: ``RevocationError``.
    public func add(
        to store: AnswerStore, _ reading: CurrentStatus.Reading, _ changes: StatusChanges,
        by responders: [RespondingAuthority]
    ) throws(RevocationError) {
        pressing.lock()
        defer { pressing.unlock() }
        let book = book(responders, reading)
        // What has changed since the reading is not told yet, nor is what is not believed signed ahead.
        let own = changes.certificates.compactMap { certificate in
            certificate.reference.authority == authority
                ? reading.index.issued(certificate.reference).map { (certificate.reference, $0) } : nil
        }
        let position = min(reading.index.position, changes.position)
        guard !own.isEmpty else { return try store.overlay.append([], upTo: position) }
        // By the same responder as the file: they end in the same certificate.
        let desks = book.desks.filter { $0.certificate.sha256 == store.file.responderSHA256 }
        guard let signing = AnswerSigning(by: desks, from: book, under: plan, at: clock()) else {
            throw .responder(authority: authority, .notValid)
        }
        var answers: [([UInt8], SignedAnswer)] = []
        for (reference, certificate) in own {
            let certID = signing.desk.certID(of: reference.serial, by: .sha1)
            guard let answer = signing.signed(certID, certificate) else { throw .unanswered(reference) }
            answers.append((reference.serial.bytes, answer))
        }
        try store.overlay.prepareToWrite()
        try store.overlay.append(answers, upTo: position)
    }

    private func book(_ responders: [RespondingAuthority], _ reading: CurrentStatus.Reading?) -> AnswerBook {
        AnswerBook(
            index: reading?.index ?? NoCertificates(), asOf: reading?.asOf ?? clock(),
            authorities: responders.filter { $0.name == authority })
    }
}

extension AnswerStore {
    /// The audit log's size up to which every change is answered.
    public var position: Int { overlay.position }
}

/// An index of nothing, for books that are asked for their desks only.
private struct NoCertificates: IssuedCertificates {
    let position = 0
    func issued(_ reference: CertificateReference) -> IssuedCertificate? { nil }
    func forEachIssued(_ body: (CertificateReference, IssuedCertificate) -> Void) {}
}
