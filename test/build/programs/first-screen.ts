export { renderToString, Text } from 'ink';
