/** Between quotation marks of one pair, of any make. */
export const QUOTATION = /“[^”]*”|"[^"]*"|«[^»]*»|‘[^’]*’(?!\p{L})/gu;
