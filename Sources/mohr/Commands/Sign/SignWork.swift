// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrSigning
import PKIX
import Service

/// One run of `mohr sign`: what each form of it does.
struct SignWork {
    let arguments: Arguments
    let console: Console

    init(_ arguments: Arguments, _ console: Console) {
        self.arguments = arguments
        self.console = console
    }

    private var source: String { arguments.operands[0] }

    /// A document is signed.
    func sign() throws -> ExitCode {
        let level = try level(or: .basic)
        let packaging: DocumentSigner.Packaging = arguments.has("detached") ? .detached : .enveloping
        let content = try document()
        if arguments.has("prepare") {
            guard level == .basic else { throw CommandFailure(.usage, "cli.sign.prepareLevel") }
            return try prepared(
                try DocumentSigner().prepare(content, signer: try signer(), packaging: packaging, terms: terms))
        }
        let token = try SigningKeys.token(arguments, console)
        var signature = try DocumentSigner().sign(content, with: token, packaging: packaging, terms: terms)
        signature = try raised(signature, to: level, content: content)
        return try done(signature, by: token)
    }

    /// Someone signs beside those who signed before.
    func addSigner() throws -> ExitCode {
        let message = try InputFiles.bytes(source, limit: SignFiles.contentLimit)
        let content = try detachedContent()
        if arguments.has("prepare") {
            return try prepared(
                try DocumentSigner().prepareParallel(
                    to: message, content: content, signer: try signer(), terms: terms))
        }
        let token = try SigningKeys.token(arguments, console)
        let signature = try DocumentSigner().addSignature(to: message, content: content, with: token, terms: terms)
        return try done(try raised(signature, to: try level(or: .basic), content: content), by: token)
    }

    /// Someone signs another's signature.
    func countersign() throws -> ExitCode {
        let message = try InputFiles.bytes(source, limit: SignFiles.contentLimit)
        guard let number = Int(arguments["which"] ?? "1"), number >= 1 else {
            throw UsageError.value(option: "which", seen: arguments["which"] ?? "", allowed: "1, 2, 3 …")
        }
        if arguments.has("prepare") {
            return try prepared(
                try DocumentSigner().prepareCounter(
                    to: message, signature: number - 1, signer: try signer(), terms: terms))
        }
        let token = try SigningKeys.token(arguments, console)
        return try done(
            try DocumentSigner().countersign(message, signature: number - 1, with: token, terms: terms), by: token)
    }

    /// A signature is raised, without its signer.
    func augment() throws -> ExitCode {
        let message = try InputFiles.bytes(source, limit: SignFiles.contentLimit)
        let content = try detachedContent()
        let level = try level(or: .time)
        let augmenter = try SignFiles.augmenter(arguments)
        let raised =
            arguments.has("renew")
            ? try augmenter.renew(message, content: content)
            : try augmenter.augment(message, to: level, content: content)
        return try written(
            raised, "cli.sign.raised", ["level": (arguments.has("renew") ? .archival : level).label])
    }

    /// The value that a card gave is put into what was prepared.
    func assemble() throws -> ExitCode {
        let prepared = try PreparedSignature(message: try InputFiles.bytes(source, limit: SignFiles.contentLimit))
        let value = try InputFiles.bytes(try arguments.required("signature"), limit: 65_536)
        return try written(try prepared.assemble(value), "cli.sign.assembled")
    }

    // MARK: -

    private var terms: SignatureTerms { SignatureTerms(signingTime: .now()) }

    private func level(or usual: CAdESLevel) throws -> CAdESLevel {
        let labels = CAdESLevel.allCases.map(\.label)
        return try arguments.choice("level", of: labels).flatMap { CAdESLevel(label: $0) } ?? usual
    }

    private func signer() throws -> Signer {
        let certificates = try SignFiles.certificates(arguments)
        guard let own = certificates.first else {
            throw SigningError.certificate(.noPEMBlock(seen: [], allowed: ["CERTIFICATE"]))
        }
        let algorithm: SignatureAlgorithm
        do throws(PKIXError) {
            algorithm = try own.publicKey().preferredSignatureAlgorithm
        } catch {
            throw SigningError.certificate(error)
        }
        return Signer(certificate: own, path: Array(certificates.dropFirst()), algorithm: algorithm)
    }

    /// The document that is signed: the file, or with `--digest` its digest alone.
    private func document() throws -> DocumentContent {
        if let (algorithm, digest) = try arguments.digest("digest") { return .digests([algorithm: digest]) }
        return .bytes(try InputFiles.bytes(source, limit: SignFiles.contentLimit))
    }

    /// The document that a detached signature is about.
    private func detachedContent() throws -> DocumentContent? {
        if let (algorithm, digest) = try arguments.digest("digest") { return .digests([algorithm: digest]) }
        return try arguments["content"].map { .bytes(try InputFiles.bytes($0, limit: SignFiles.contentLimit)) }
    }

    private func raised(
        _ signature: [UInt8], to level: CAdESLevel, content: DocumentContent?
    ) throws -> [UInt8] {
        guard level > .basic else { return signature }
        return try SignFiles.augmenter(arguments).augment(signature, to: level, content: content)
    }

    private func prepared(_ prepared: PreparedSignature) throws -> ExitCode {
        let target = arguments["out"] ?? source + ".prepared"
        try OutputFiles.write(prepared.message, to: target)
        try OutputFiles.write(prepared.bytesToBeSigned, to: target + ".tbs")
        console.say(
            "cli.sign.prepared", ["file": target, "bytes": target + ".tbs", "digest": Hex.encode(prepared.digest)])
        return .done
    }

    private func done(_ signature: [UInt8], by token: any SigningToken) throws -> ExitCode {
        try written(
            signature, "cli.sign.done",
            [
                "name": token.certificate.subject.value(of: OID.commonName) ?? "–",
                "serial": token.certificate.serialNumber.hex,
            ])
    }

    func written(
        _ signature: [UInt8], _ key: String, _ facts: [String: String] = [:], ending: String = ".p7s"
    ) throws -> ExitCode {
        let target = arguments["out"] ?? (source == "-" ? "-" : source + ending)
        guard target != "-" else {
            console.write(signature)
            return .done
        }
        try OutputFiles.write(signature, to: target)
        var facts = facts
        facts["file"] = target
        console.say(key, facts)
        return .done
    }
}
