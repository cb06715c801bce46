package shardlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCellTest {

    private static List<String> magics(String source) {
        return JavaCell.of(source).magics().stream().map(magic -> source.substring(magic.start(), magic.end())).toList();
    }

    private static List<String> statements(String source) {
        return JavaCell.of(source).starts().stream().map(start -> source.substring(start).split("\\W", 2)[0]).toList();
    }

    @Test
    void aMagicIsAStatementOrAValue() {
        assertThat(magics("%classpath a.jar\nvar n = %sql select 'a  b', \"c\"\n  %sql select 1\r\nn"))
                .containsExactly("%classpath a.jar", "%sql select 'a  b', \"c\"", "%sql select 1");
        assertThat(magics("if (x) {\n%sql select 1\n}\n%% sql")).containsExactly("%sql select 1", "%% sql");
    }

    @Test
    void aPercentSignInTextIsNone() {
        assertThat(magics("show(sql(\"\"\"\n  where n\n  %2 = 0\n  %sql \"\"\"));")).isEmpty();
        assertThat(magics("String r = \"\"\"\n  %d of %d \\\"\"\"\n  %s\n  \"\"\".formatted(3, 4);")).isEmpty();
        assertThat(magics("// a;\n/* ;\n%sql */ var s = \"; %sql \\\" %sql\"; char c = '\"'; var t = \"=%sql\";")).isEmpty();
    }

    @Test
    void aPercentSignThatDividesIsNone() {
        assertThat(magics("int rest = 17\n    %5;\nint other = 17\n  %five;\nn %= m;\nf(x)\n  %n;")).isEmpty();
    }

    @Test
    void statementsOutsideOfBracesAreFound() {
        assertThat(statements("// select\nint end = 5; for (;;) { select(); }\nend;\n;commit")).startsWith("int", "for")
                .endsWith("end", "commit").doesNotContain("select");
        assertThat(JavaCell.of("int end = 5; end").hasBefore("end", 13)).isTrue();
        assertThat(JavaCell.of("// end\nend").hasBefore("end", 7)).isFalse();
    }
}
