// SPDX-License-Identifier: Apache-2.0
import Campaigns
import Containers
import Cryptography
import Enrollment
import Identity
import Issuance
import MohrSigning
import MohrValidation
import PKIX
import Records
import Revocation
import Timestamping
import Transparency

/// What any room's error says to a person, for commands that meet errors of many rooms.
public enum RoomSentence {
    /// An error in words.
    ///
    /// - Parameters:
    ///   - error: of any room.
    ///   - language: which to say it in.
    /// - Returns: `nil` for an error that is of no room: then it is our fault.
    public static func sentence(for error: any Error, in language: Language) -> String? {
        switch error {
        case let error as ServiceError: error.sentence(in: language)
        case let error as EnrollmentError: error.statement.sentence(in: language)
        case let error as IdentityError: error.statement.sentence(in: language)
        case let error as IssuanceError: error.statement.sentence(in: language)
        case let error as RecordsError: error.statement.sentence(in: language)
        case let error as CampaignError: error.statement.sentence(in: language)
        case let error as RevocationError: error.statement.sentence(in: language)
        case let error as TimestampingError: error.statement.sentence(in: language)
        case let error as SigningError: error.statement.sentence(in: language)
        case let error as ProfessionFeedError: error.statement.sentence(in: language)
        case let error as PKIXError: error.statement.sentence(in: language)
        case let error as CareError: error.statement.sentence(in: language)
        case let error as TransparencyError: error.statement.sentence(in: language)
        case let error as ReceiptError: error.statement.sentence(in: language)
        case let error as JSONError: Problem.json(error).statement.sentence(in: language)
        case let error as ContainersError: error.statement.sentence(in: language)
        case let error as CryptographyError: error.statement.sentence(in: language)
        default: nil
        }
    }
}
