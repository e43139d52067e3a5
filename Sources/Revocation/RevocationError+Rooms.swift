// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Database
import PKIX
import Records

extension RevocationError {
    /// The records' refusal in this room's words; anything else of theirs is a fault.
    init(_ error: RecordsError) {
        switch error {
        case .certificateExpired(let reference, let since):
            self = .expired(reference, since: since)
        case .issuanceMoved(let reference, let seen, _):
            self = .notIssued(reference, seen: seen)
        case .listNumberBehind(let authority, let scope, let seen, let newest):
            self = .listNumberBehind(authority: authority, scope: scope, seen: seen, newest: newest)
        case .listTimeBehind(let authority, let scope, let seen, let newest):
            self = .listTimeBehind(authority: authority, scope: scope, seen: seen, newest: newest)
        case .revokedAlready(let reference, let since):
            self = .revokedAlready(reference, since: since)
        case .statusStep(let reference, let seen, let allowed):
            self = .statusStep(reference, seen: seen, allowed: allowed)
        case .unknownCertificate(let reference):
            self = .unknownCertificate(reference)
        default:
            self = .records(error)
        }
    }
}

/// Runs one step in the records and turns its error into this room's.
///
/// - Parameter step: the step; run once.
/// - Returns: what the step returns.
/// - Throws: ``RevocationError``.
@inline(__always)
func recorded<Value>(_ step: @autoclosure () throws(RecordsError) -> Value) throws(RevocationError) -> Value {
    do throws(RecordsError) {
        return try step()
    } catch {
        throw RevocationError(error)
    }
}

/// Runs one step with a key and turns its error into this room's.
@inline(__always)
func keyed<Value>(_ step: @autoclosure () throws(CryptographyError) -> Value) throws(RevocationError) -> Value {
    do throws(CryptographyError) {
        return try step()
    } catch {
        throw .key(error)
    }
}

/// Reads or writes a file and turns its error into this room's.
@inline(__always)
func filed<Value>(_ step: @autoclosure () throws(FileError) -> Value) throws(RevocationError) -> Value {
    do throws(FileError) {
        return try step()
    } catch {
        throw .file(path: error.path, step: error.step, code: error.code)
    }
}

/// Reads or writes one of the house's own papers and turns its error into this room's.
@inline(__always)
func papered<Value>(_ step: @autoclosure () throws(PKIXError) -> Value) throws(RevocationError) -> Value {
    do throws(PKIXError) {
        return try step()
    } catch {
        throw .certificate(error)
    }
}
