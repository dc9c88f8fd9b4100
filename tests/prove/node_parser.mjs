// Node's own strict parser behind one port. When a connection is over it says how many whole requests it took out of it:
// an answer would not tell, for what is wrong with a second request takes the answer to the first one with it.
import http from 'node:http';

const taken = new Map();
const server = http.createServer((request, response) => {
  taken.get(request.socket)?.push(request);
  request.on('error', () => {});
  request.resume();
  request.on('end', () => response.end('taken'));
});
server.keepAliveTimeout = 60_000;
server.on('connection', (socket) => {
  const port = socket.remotePort;
  taken.set(socket, []);
  socket.on('close', () => {
    console.log(`${port} ${taken.get(socket).filter((request) => request.complete).length}`);
    taken.delete(socket);
  });
});
server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`));
