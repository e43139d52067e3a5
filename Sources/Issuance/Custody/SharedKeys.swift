// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import Foundation

/// The keys of a home that several custodians hold together.
///
///     custody/<authority>/<set>/set.json                    who holds the key, how many are needed
///     custody/<authority>/<set>/<authority>-<id>.share      one a custodian, to be carried away
///
/// What is divided is a passphrase of 32 random bytes, drawn for this one key file and kept nowhere. The set in force is
/// the one that names the key file's digest, so writing the key file is the one step that puts it in force.
public struct SharedKeys: Sendable {
    let home: HomeFolder
    private let voices: CustodianVoices

    /// Looks after the keys of a home.
    ///
    /// - Parameters:
    ///   - home: the home.
    ///   - voices: how custodians are asked, and where their files are.
    public init(_ home: HomeFolder, voices: CustodianVoices) {
        self.home = home
        self.voices = voices
    }

    /// The set that opens the key of an authority; nil when no custodians hold it.
    ///
    /// - Parameter authority: its name.
    /// - Returns: the set in force.
    /// - Throws: ``CeremonyError``.
    public func set(of authority: String) throws(CeremonyError) -> CustodySet? {
        let folder = folder(of: authority)
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder), !names.isEmpty,
            HomeFolder.exists(home.keyPath(authority))
        else { return nil }
        let digest = DigestAlgorithm.sha256.digest(try home.read(home.keyPath(authority)))
        for name in names.sorted() {
            let file = "\(folder)/\(name)/set.json"
            guard HomeFolder.exists(file) else { continue }
            guard let set = CustodySet(reading: try home.read(file)) else {
                throw .custody(.setUnreadable(file: file))
            }
            if set.authority == authority, set.keyFileSHA256 == digest { return set }
        }
        return nil
    }

    /// Puts together what opens the key of an authority, from as many custodians as it needs.
    ///
    /// - Parameter set: of the authority, in force.
    /// - Returns: what the key file is encrypted under.
    /// - Throws: ``CeremonyError/custody(_:)``, naming the custodian.
    public func passphrase(of set: CustodySet) throws(CeremonyError) -> Passphrase {
        let answers = try voices.opening(set)
        try Self.refuseRepeats(answers)
        let known = set.holders.map(\.id)
        for answer in answers where !known.contains(answer.id) {
            throw .custody(.custodianUnknown(id: answer.id, authority: set.authority, allowed: known))
        }
        guard answers.count >= set.threshold else {
            throw .custody(
                .tooFew(authority: set.authority, seen: answers.map(\.id), needed: set.threshold, allowed: known))
        }
        // Every share that was brought is looked at, so that a wrong one is told even where the others are enough.
        var shares: [SecretShare] = []
        for answer in answers { shares.append(try share(answer, in: set)) }
        do throws(CryptographyError) {
            return Self.passphrase(try SecretSharing.combine(Array(shares.prefix(set.threshold))))
        } catch {
            throw .key(error)
        }
    }

    /// Asks those of a plan for the passphrases that their shares will be sealed under.
    func sealing(_ authority: String, _ plan: CustodyPlan) throws(CeremonyError) -> [String: Passphrase] {
        let answers = try voices.sealing(authority, plan)
        try Self.refuseRepeats(answers)
        let known = plan.custodians.map(\.id)
        for answer in answers where !known.contains(answer.id) {
            throw .custody(.custodianUnknown(id: answer.id, authority: authority, allowed: known))
        }
        let passphrases = Dictionary(answers.map { ($0.id, $0.passphrase) }) { first, _ in first }
        for id in known where passphrases[id]?.isEmpty ?? true { throw .custody(.passphraseMissing(id: id)) }
        return passphrases
    }

    /// Gives a key to the custodians of a plan: shares, set, and last the key file, which puts the set in force.
    ///
    /// - Returns: what opens the key file, found again from the shares as they were written.
    func keep(
        _ key: PrivateKey, of authority: String, under plan: CustodyPlan, _ passphrases: [String: Passphrase],
        documentSHA256: [UInt8], replacing: Bool
    ) throws(CeremonyError) -> Passphrase {
        let secret: [UInt8]
        let shares: [SecretShare]
        let pem: [UInt8]
        let identifier: String
        do throws(CryptographyError) {
            secret = try SecureRandom.bytes(32)
            identifier = Hex.encode(try SecureRandom.bytes(16))
            shares = try SecretSharing.divide(secret, threshold: plan.threshold, count: plan.custodians.count)
            pem = try key.pem(encryptedWith: Self.passphrase(secret))
        } catch {
            throw .key(error)
        }
        if !replacing, HomeFolder.exists(home.keyPath(authority)) { throw .fileExists(path: home.keyPath(authority)) }
        let written = try write(
            zip(plan.custodians, shares).map { ($0, $1) }, passphrases,
            CustodySet(
                authority: authority, identifier: identifier, threshold: plan.threshold, holders: [],
                documentSHA256: documentSHA256, keyFileSHA256: DigestAlgorithm.sha256.digest(pem)))
        try check(written, passphrases, secret)
        try home.write(pem, to: home.keyPath(authority), rights: 0o600, replacing: replacing)
        return Self.passphrase(secret)
    }

    /// The files of a set, below the home.
    func files(of set: CustodySet) -> [String] {
        let folder = setFolder(set)
        return ["\(folder)/set.json"] + set.holders.map { "\(folder)/\(ShareFile.name(set.authority, $0.id))" }
    }

    // MARK: -

    private func folder(of authority: String) -> String { "\(home.path)/custody/\(authority)" }

    private func setFolder(_ set: CustodySet) -> String { "\(folder(of: set.authority))/\(set.identifier.prefix(16))" }

    private func write(
        _ shares: [(CustodyPlan.Custodian, SecretShare)], _ passphrases: [String: Passphrase], _ draft: CustodySet
    ) throws(CeremonyError) -> CustodySet {
        let folder = setFolder(draft)
        try HomeFolder.told(folder) {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        var holders: [CustodySet.Holder] = []
        for (custodian, share) in shares {
            let file: ShareFile
            let salt: [UInt8]
            do throws(CryptographyError) {
                salt = try SecureRandom.bytes(32)
                file = try ShareFile(
                    share, of: custodian.id, in: draft, salt: salt,
                    under: passphrases[custodian.id] ?? Passphrase([]))
            } catch {
                throw .key(error)
            }
            try home.write(
                file.encoded, to: "\(folder)/\(ShareFile.name(draft.authority, custodian.id))", rights: 0o600,
                replacing: false)
            holders.append(
                CustodySet.Holder(
                    id: custodian.id, name: custodian.name, number: share.number,
                    commitment: draft.commitment(to: share, of: custodian.id, salt: salt)))
        }
        let set = CustodySet(
            authority: draft.authority, identifier: draft.identifier, threshold: draft.threshold, holders: holders,
            documentSHA256: draft.documentSHA256, keyFileSHA256: draft.keyFileSHA256)
        try home.write(set.encoded, to: "\(folder)/set.json", rights: 0o644, replacing: false)
        return set
    }

    /// Reads every share back and opens it: a key that cannot be opened again is lost.
    private func check(
        _ set: CustodySet, _ passphrases: [String: Passphrase], _ secret: [UInt8]
    ) throws(CeremonyError) {
        var shares: [SecretShare] = []
        for (id, passphrase) in passphrases.sorted(by: { $0.key < $1.key }) {
            shares.append(try share(CustodianVoices.Answer(id: id, passphrase: passphrase), in: set))
        }
        for first in 0...(shares.count - set.threshold) {
            let some = Array(shares[first..<(first + set.threshold)])
            guard (try? SecretSharing.combine(some)) == secret else { throw .readBack(path: setFolder(set)) }
        }
    }

    private func share(_ answer: CustodianVoices.Answer, in set: CustodySet) throws(CeremonyError) -> SecretShare {
        let name = ShareFile.name(set.authority, answer.id)
        let places = [setFolder(set)] + voices.folders
        guard let holder = set.holders.first(where: { $0.id == answer.id }),
            let path = places.map({ "\($0)/\(name)" }).first(where: HomeFolder.exists)
        else { throw .custody(.shareMissing(id: answer.id, file: name, folders: places)) }
        guard let file = ShareFile(reading: try home.read(path)) else {
            throw .custody(.shareDamaged(id: answer.id, file: path))
        }
        guard file.set == set.identifier, file.authority == set.authority, file.custodian == answer.id,
            file.number == holder.number
        else { throw .custody(.shareOfOtherSet(id: answer.id, file: path)) }
        let opened: [UInt8]
        do throws(CryptographyError) {
            opened = try file.sealed.opened(
                by: answer.passphrase, context: set.context(of: answer.id, number: file.number))
        } catch .wrongPassphrase {
            throw .custody(.wrongPassphrase(id: answer.id))
        } catch {
            throw .key(error)
        }
        let share = SecretShare(number: file.number, bytes: Array(opened.prefix(32)))
        guard opened.count == 64,
            set.commitment(to: share, of: answer.id, salt: Array(opened.dropFirst(32))) == holder.commitment
        else { throw .custody(.wrongShare(id: answer.id)) }
        return share
    }

    private static func refuseRepeats(_ answers: [CustodianVoices.Answer]) throws(CeremonyError) {
        var seen: Set<String> = []
        for answer in answers where !seen.insert(answer.id).inserted {
            throw .custody(.custodianTwice(id: answer.id))
        }
    }

    /// What a key file is encrypted under: text, since `openssl pkey` is to read it too.
    private static func passphrase(_ secret: [UInt8]) -> Passphrase {
        Passphrase(Base64.encodedASCII(secret, .url))
    }
}
