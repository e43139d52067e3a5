// SPDX-License-Identifier: Apache-2.0
import Cryptography
import MohrSigning
import PKIX
import Service

/// The key and certificate that `mohr sign` signs with: files, or `pkcs11:` for a card.
enum SigningKeys {
    static let options: Set<String> = Secrets.options.union(["key", "certificate", "module"])

    static func token(_ arguments: Arguments, _ console: Console) throws -> any SigningToken {
        let key = try arguments.required("key")
        let path = try InputFiles.certificates(in: arguments.all("chain"))
        let named = try arguments["certificate"].map { file throws(CommandFailure) in try InputFiles.certificates(file)
        }
        return PKCS11URI.isMeant(by: key)
            ? try card(key, named ?? [], path, arguments, console) : try file(key, named, path, arguments, console)
    }

    private static func file(
        _ file: String, _ named: [Certificate]?, _ path: [Certificate], _ arguments: Arguments, _ console: Console
    ) throws -> FileToken {
        guard let certificates = named.map({ $0 + path }) else { throw UsageError.optionMissing("certificate") }
        let pem = try InputFiles.bytes(file, limit: 65_536)
        let passphrase = try Secrets.given("passphrase", arguments)
        let key: PrivateKey
        do throws(CryptographyError) {
            key = try PrivateKey(pem: pem, passphrase: passphrase)
        } catch .passphraseNeeded {
            guard PassphrasePrompt.canAsk else {
                throw CommandFailure(.input, "cli.sign.passphraseNeeded", ["file": file])
            }
            return try FileToken(
                try opened(pem, file, try PassphrasePrompt.ask(console)), certificates)
        } catch {
            throw failure(error, file)
        }
        return try FileToken(key, certificates)
    }

    private static func opened(
        _ pem: [UInt8], _ file: String, _ passphrase: Passphrase
    ) throws(CommandFailure) -> PrivateKey {
        do throws(CryptographyError) {
            return try PrivateKey(pem: pem, passphrase: passphrase)
        } catch {
            throw failure(error, file)
        }
    }

    private static func failure(_ error: CryptographyError, _ file: String) -> CommandFailure {
        guard error != .wrongPassphrase else {
            return CommandFailure(.input, "cli.sign.wrongPassphrase", ["file": file])
        }
        return CommandFailure(.input, "cli.file.key", ["file": file], cause: error)
    }

    private static func card(
        _ key: String, _ named: [Certificate], _ path: [Certificate], _ arguments: Arguments, _ console: Console
    ) throws -> CardToken {
        let uri = try PKCS11URI(key)
        guard let module = arguments["module"] else { throw CommandFailure(.usage, "cli.sign.module") }
        let pin = try Secrets.given("pin", arguments) ?? PassphrasePrompt.askPIN(of: uri.tokenPart, console)
        let card = try PKCS11Token(module: module, uri: uri, pin: pin, sessions: 1)
        do throws(SigningError) {
            return try CardToken(card, key: uri, certificate: named.first, path: named.dropFirst() + path)
        } catch {
            throw error.failure
        }
    }
}

extension FileToken {
    fileprivate init(_ key: PrivateKey, _ certificates: [Certificate]) throws {
        do throws(SigningError) {
            guard let own = certificates.first else { throw .certificate(.noPEMBlock(seen: [], allowed: [])) }
            try self.init(key: key, certificate: own, path: Array(certificates.dropFirst()))
        } catch {
            throw error.failure
        }
    }
}
