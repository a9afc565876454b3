const certificateCode = /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/;

/** Whether a system code says that the server's certificate was not accepted. No request was sent then, and a repeat is of no use. */
export function isCertificateProblem(systemCode: string | undefined): boolean {
  return systemCode !== undefined && certificateCode.test(systemCode);
}
