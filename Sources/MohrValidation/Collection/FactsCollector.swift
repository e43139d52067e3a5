// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// What the report says of a signature beside the judgement.
struct CollectedSigner {
    let report: SignerReport?
    let level: SignatureLevel
    let valueSHA256: [UInt8]?
    let claimedTime: Instant?
    let endsInNationalRoot: Bool
    /// Whoever signed the signature itself.
    var counterSigners: [CollectedSigner] = []
}

/// Finds out everything about a message that a judgement can rest on: all that costs something, once.
struct FactsCollector {
    let time: ReferenceTime
    let snapshot: TrustSnapshot
    let policy: ValidationPolicy
    let receipts: [Receipt]

    /// The certificates at hand, without any list: each statement is looked at by itself.
    let store: EvidenceStore
    let certificates: [Certificate]
    /// What came with the message and the snapshot does not have.
    let statements: KeptStatements

    private(set) var facts = Facts()

    /// Tokens that were put on further signatures, by their names there.
    private var copies: [Facts.ID: [Facts.ID]] = [:]

    /// How deep in signatures over signatures it is.
    var depth = 0

    /// How many timestamps and counter-signatures of the document have been looked at.
    private(set) var examined = 0

    /// The most that are: anyone can hang more on a signature than a processor can judge.
    static let maximumExamined = 128

    /// Whether one more may be looked at.
    mutating func mayExamine() -> Bool {
        examined += 1
        return examined <= Self.maximumExamined
    }

    /// The moments at which the authority's own records have to be asked.
    private var moments: Set<Instant>

    init(
        carrying material: CarriedMaterial, at time: ReferenceTime, snapshot: TrustSnapshot, policy: ValidationPolicy,
        proofs: [ProofOfExistence], receipts: [Receipt]
    ) {
        self.time = time
        self.snapshot = snapshot
        self.policy = policy
        self.receipts = receipts
        var certificates = material.certificates
        var lists = material.lists
        var responses = material.responses
        for token in material.tokens + receipts.compactMap({ try? TimestampToken(der: $0.token[...]) }) {
            certificates += token.signedData.certificates
            lists += token.signedData.crls
            responses += token.signedData.ocspResponses
        }
        self.certificates = certificates.compactMap { try? Certificate(der: $0) }
        store = EvidenceStore(certificates: self.certificates, over: snapshot.authorities)
        statements = KeptStatements(
            lists: lists.compactMap { try? CertificateList(der: Array($0)) },
            responses: responses.compactMap { (try? OCSPResponse(der: $0))?.basic }, beside: snapshot.statements)
        facts.proofs = proofs
        moments = Set([time.value] + proofs.map(\.time))
    }

    /// Takes in one signature with its timestamps.
    ///
    /// - Returns: what was found out about its signer, for the report.
    mutating func add(
        _ signer: SignerInfo, in message: SignedData, isRepeated: Bool, countersigning: Facts.ID? = nil,
        _ digests: inout ContentDigests
    ) -> CollectedSigner {
        var examination = SignerExamination(
            message: message, signer: signer, isRepeated: isRepeated, isCounterSignature: countersigning != nil,
            time: time, snapshot: snapshot, policy: policy)
        let holder = examination.collect(&digests)
        let id = Self.id(of: signer)
        var timestamps: [TimestampFacts] = []
        for token in signer.signatureTimestamps {
            timestamps.append(signatureTimestamp(token, of: signer, id: id, holder: holder))
        }
        for token in signer.archiveTimestamps {
            timestamps.append(archiveTimestamp(token, of: signer, in: message, id: id, &digests))
        }
        if let attributes = signer.signedAttributes {
            for token in attributes.contentTimestamps { timestamps.append(contentTimestamp(token, &digests)) }
        }
        timestamps += receiptTimestamps(of: id)
        let certificate = holder.map { add($0.certificate) }
        if let holder {
            (examination.pathPolicies, examination.endsInNationalRoot) = standing(of: holder.certificate)
        }
        let traits = holder.map { examination.traits(of: $0) }
        if let holder { examination.checkAcceptance(of: holder) }
        take(
            SignatureFacts(
                id: id, signer: certificate, algorithms: holder.map { examination.algorithms(of: $0) } ?? [],
                claimedTime: examination.claimedTime, timestamps: timestamps.map(\.id), traits: traits,
                causes: examination.causes,
                professional: holder.flatMap { snapshot.professions?.facts(of: $0.report) }), timestamps,
            countersigning: countersigning)
        return CollectedSigner(
            report: holder?.report, level: examination.level, valueSHA256: try? Hex.decode(id),
            claimedTime: examination.claimedTime,
            endsInNationalRoot: examination.endsInNationalRoot,
            counterSigners: addCounterSignatures(of: signer, in: message))
    }

    /// Takes in what was found out about a signature and its timestamps, whatever format it is in.
    mutating func take(
        _ signature: SignatureFacts, _ timestamps: [TimestampFacts], countersigning signed: Facts.ID? = nil
    ) {
        moments.formUnion(timestamps.map(\.time))
        let signature = signature.with(timestamps: timestamps.map { put($0, on: signature.id) })
        if let signed {
            facts.counterSignatures.append(CounterSignatureFacts(of: signed, signature: signature))
        } else {
            facts.signatures.append(signature)
        }
    }

    /// One token may have been put on several signatures, and is good for one at most: what was found out about it on
    /// one must not stand for another.
    private mutating func put(_ timestamp: TimestampFacts, on signature: Facts.ID) -> Facts.ID {
        guard let known = facts.timestamps[timestamp.id], known != timestamp else {
            facts.timestamps[timestamp.id] = timestamp
            return timestamp.id
        }
        let name = "\(timestamp.id) on \(signature)"
        facts.timestamps[name] = timestamp.with(id: name)
        copies[timestamp.id, default: []].append(name)
        return name
    }

    /// What covers a token covers it wherever it was put.
    private mutating func coverCopies() {
        for (id, timestamp) in facts.timestamps where !copies.isEmpty {
            let more = timestamp.covered.flatMap { copies[$0] ?? [] }
            if !more.isEmpty { facts.timestamps[id] = timestamp.with(more: more) }
        }
    }

    /// What the path to a certificate is valid for, and whether it ends in a national root.
    mutating func standing(of certificate: Certificate) -> (policies: Set<ObjectIdentifier>?, isNational: Bool) {
        guard let path = path(to: certificate).examined else { return (nil, false) }
        return (path.policies.authorityConstrained, snapshot.isNational(path.anchor))
    }

    /// Everything found out, with what the records say at each moment that matters.
    mutating func finished() -> Facts {
        for certificate in recorded.values { addRecords(of: certificate) }
        coverCopies()
        return facts
    }

    // MARK: Certificates and their status

    private var recorded: [Facts.ID: Certificate] = [:]
    private var paths: [Certificate: PathResult] = [:]

    /// Takes in a certificate with its path and all that is said about it.
    mutating func add(_ certificate: Certificate) -> Facts.ID {
        let id = Self.id(of: certificate)
        guard facts.certificates[id] == nil else { return id }
        let result = path(to: certificate)
        guard let path = result.examined else {
            facts.certificates[id] = CertificateFacts(
                id: id, validity: certificate.validity, issuer: nil, algorithm: .unknown("–"),
                causes: result.failures.map { Cause($0, at: time.value) })
            return id
        }
        take(path)
        addStatements(about: path)
        return id
    }

    /// Found once for a certificate, whatever it is asked for.
    private mutating func path(to certificate: Certificate) -> PathResult {
        if let found = paths[certificate] { return found }
        let found = examine(certificate, with: store)
        paths[certificate] = found
        return found
    }

    private func examine(_ certificate: Certificate, with store: EvidenceStore) -> PathResult {
        PathValidator().validate(certificate, anchors: snapshot.anchors, store: store, policy: pathPolicy)
    }

    private mutating func take(_ path: ExaminedPath) {
        let last = path.certificates.count - 1
        for (index, certificate) in path.certificates.enumerated() {
            let id = Self.id(of: certificate)
            guard facts.certificates[id] == nil else { continue }
            let use = path.algorithmUses.first { $0.index == index && $0.algorithm != nil }
            let algorithm = use.flatMap { use in use.algorithm.map { AlgorithmFacts.signature($0, use.key) } }
            facts.certificates[id] = CertificateFacts(
                id: id, validity: certificate.validity,
                issuer: index < last ? Self.id(of: path.certificates[index + 1]) : nil,
                algorithm: algorithm ?? .unknown(certificate.signatureAlgorithm.algorithm.dotted),
                isAnchor: index == last, trusted: index == last ? path.anchor.trusted : nil,
                isExemptFromRevocation: index == last || certificate.hasOCSPNoCheck,
                causes: path.timelessFailures.filter { $0.index == index }.map { Cause($0, at: time.value) })
            if index < last { recorded[id] = certificate }
        }
    }

    /// What each list and each answer, by itself, and all together say about the certificates of a path.
    private mutating func addStatements(about path: ExaminedPath) {
        guard let target = path.certificates.first else { return }
        let subjects = path.certificates.dropLast()
        let issuers = subjects.reduce(into: Set<[UInt8]>()) { $0.formUnion($1.listIssuers) }
        let serials = Set(path.certificates.map(\.serialNumber))
        for kept in [snapshot.statements, statements] {
            for list in kept.lists(by: issuers) where list.held.list.deltaBase == nil {
                // A shard of others' numbers need not be asked.
                guard subjects.contains(where: { $0.isInScope(of: list.held.list) }) else { continue }
                takeStatements(examine(target, with: EvidenceStore(holding: [list.held], over: store)).examined)
            }
            for answer in kept.answers(about: serials) {
                let alone = EvidenceStore(holding: [], answers: [answer.held], over: store)
                takeStatements(examine(target, with: alone).examined)
            }
        }
        guard snapshot.statements.needsCombining || statements.needsCombining else { return }
        let lists = (snapshot.statements.lists(by: issuers) + statements.lists(by: issuers)).map(\.held)
        takeStatements(examine(target, with: EvidenceStore(holding: lists, over: store)).examined)
    }

    private mutating func takeStatements(_ path: ExaminedPath?) {
        guard let path else { return }
        for (index, evidence) in path.evidence.enumerated() {
            guard let source = evidence.source, let thisUpdate = evidence.thisUpdate,
                path.certificates.indices.contains(index + 1)
            else { continue }
            let about = Self.id(of: path.certificates[index])
            let (id, kind, identifier, keeps) = describe(source)
            if let known = facts.revocations[id] {
                var statements = known.statements
                statements[about] = evidence.status
                facts.revocations[id] = known.with(statements)
                continue
            }
            let signer = evidence.signer ?? path.certificates[index + 1]
            facts.revocations[id] = RevocationFacts(
                id: id, source: kind, signer: Self.id(of: signer), algorithm: Self.algorithm(identifier, by: signer),
                thisUpdate: thisUpdate, nextUpdate: evidence.nextUpdate, keepsExpiredSince: keeps,
                statements: [about: evidence.status])
            if evidence.signer != nil { _ = add(signer) }
        }
    }

    private mutating func addRecords(of certificate: Certificate) {
        let id = Self.id(of: certificate)
        let sha256 = certificate.sha256
        for moment in moments {
            guard
                let status = snapshot.recordedStatus(
                    of: certificate, sha256: sha256, at: moment, maximumAge: policy.maximumStatusAgeSeconds)
            else { continue }
            let statement: RevocationStatus
            switch status {
            case .good: statement = .good
            case .pendingAcceptance: statement = .onHold(since: certificate.validity.notBefore)
            case .onHold(let since): statement = .onHold(since: since)
            case .revoked(let date, let reason): statement = .revoked(at: date, reason: reason, invalidity: nil)
            case .neverIssued:
                facts.certificates[id] = facts.certificates[id]?.objected(Cause(.certificateNotOnRecord))
                continue
            }
            let name = "records \(moment.rfc3339)"
            var statements = facts.revocations[name]?.statements ?? [:]
            statements[id] = statement
            facts.revocations[name] = RevocationFacts(
                id: name, source: .records, signer: nil, algorithm: nil, thisUpdate: moment, nextUpdate: nil,
                statements: statements)
        }
    }

    /// RFC 5280's inputs, everything only reported: facts are judged later.
    private var pathPolicy: PathPolicy {
        .examining(at: time.value, evidenceAt: Instant(secondsSince1970: .max), policy, snapshot)
    }
}
