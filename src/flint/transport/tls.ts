const certificateCode = /^(?:ERR_TLS_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/;
/** Of OpenSSL's many codes those that end a handshake. The others can end a connection over which a request went already. */
const handshakeCode =
  /^ERR_SSL_(?:WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL|HTTP_REQUEST|PACKET_LENGTH_TOO_LONG|CERTIFICATE_VERIFY_FAILED|NO_\w+|\w*(?:HANDSHAKE_FAILURE|PROTOCOL_VERSION|UNRECOGNIZED_NAME|INSUFFICIENT_SECURITY|KEY_TOO_SMALL))$/;

/**
 * Whether a system code says that the server's certificate, or its way of encrypting, was not accepted. A repeat is of no use
 * then, and no request was sent, unless the connection stood already.
 */
export function isCertificateProblem(systemCode: string | undefined): boolean {
  return systemCode !== undefined && (certificateCode.test(systemCode) || handshakeCode.test(systemCode));
}
