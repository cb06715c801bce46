package shardlab.notebook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.reply.CompleteReply;
import org.dflib.jjava.jupyter.messages.reply.InspectReply;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.dflib.jjava.jupyter.messages.request.InspectRequest;
import shardlab.typing.Completion;
import shardlab.typing.Proposal;

/**
 * The messages {@code complete_request} and {@code inspect_request}. Jupyter counts characters, Java counts chars, of which
 * a character beyond the basic plane has two; the kernel itself takes one for the other.
 */
final class TypingHandlers {

    /** Where JupyterLab reads what each match is. */
    private static final String TYPES = "_jupyter_types_experimental";

    private final BaseKernel kernel;
    private final ShellHandler<CompleteRequest> kernelsCompletion;
    private final ShellHandler<InspectRequest> kernelsInspection;

    private TypingHandlers(BaseKernel kernel, JupyterConnection connection) {
        this.kernel = kernel;
        this.kernelsCompletion = connection.getHandler(MessageType.COMPLETE_REQUEST);
        this.kernelsInspection = connection.getHandler(MessageType.INSPECT_REQUEST);
    }

    static void install(BaseKernel kernel, JupyterConnection connection) {
        var handlers = new TypingHandlers(kernel, connection);
        connection.setHandler(MessageType.COMPLETE_REQUEST, handlers::complete);
        connection.setHandler(MessageType.INSPECT_REQUEST, handlers::inspect);
    }

    private void complete(ShellReplyEnvironment environment, Message<CompleteRequest> message) {
        String cell = message.getContent().getCode();
        int at = chars(cell, message.getContent().getCursorPos());
        Optional<Completion> found = Typing.complete(cell, at);
        if (found.isEmpty() && isPlain(cell)) {
            kernelsCompletion.handle(environment, message);
            return;
        }
        environment.setBusyDeferIdle();
        environment.reply(found.map(each -> reply(cell, each)).orElseGet(() -> kernels(cell, at)));
    }

    private static CompleteReply reply(String cell, Completion found) {
        int start = characters(cell, found.start());
        int end = characters(cell, found.end());
        List<Map<String, Object>> types = found.proposals().stream().map(each -> Map.<String, Object>of(
                "text", each.text(), "type", each.kind(), "start", start, "end", end)).toList();
        List<String> matches = found.proposals().stream().map(Proposal::text).toList();
        return new CompleteReply(matches, start, end, Map.of(TYPES, types));
    }

    private CompleteReply kernels(String cell, int at) {
        ReplacementOptions found = kernel.complete(cell, at);
        return found == null ? new CompleteReply(List.of(), characters(cell, at), characters(cell, at), Map.of())
                : new CompleteReply(found.getReplacements(), characters(cell, found.getSourceStart()),
                        characters(cell, found.getSourceEnd()), Map.of());
    }

    private void inspect(ShellReplyEnvironment environment, Message<InspectRequest> message) {
        InspectRequest request = message.getContent();
        int at = chars(request.getCode(), request.getCursorPos());
        boolean isSql = Typing.isSql(request.getCode(), at);
        if (!isSql && isPlain(request.getCode())) {
            kernelsInspection.handle(environment, message);
            return;
        }
        environment.setBusyDeferIdle();
        DisplayData shown = isSql ? Typing.inspect(request.getCode(), at).orElse(null)
                : kernel.inspect(request.getCode(), at, request.getDetailLevel() > 0);
        environment.reply(new InspectReply(shown != null, DisplayData.emptyIfNull(shown)));
    }

    private static boolean isPlain(String cell) {
        return cell.codePointCount(0, cell.length()) == cell.length();
    }

    private static int chars(String cell, int characters) {
        int most = cell.codePointCount(0, cell.length());
        return cell.offsetByCodePoints(0, Math.max(0, Math.min(characters, most)));
    }

    private static int characters(String cell, int chars) {
        return cell.codePointCount(0, chars);
    }
}
