package io.esteira.alerts;

import java.util.List;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/** Mails notices, several as one mail, in Portuguese and English. */
final class MailChannel implements NoticeChannel {

    private static final int LONGEST_SUBJECT = 120;

    private final JavaMailSender sender;
    private final AlertProperties.Email email;

    MailChannel(JavaMailSender sender, AlertProperties.Email email) {
        this.sender = sender;
        this.email = email;
    }

    @Override
    public String name() {
        return "EMAIL";
    }

    @Override
    public void send(List<Notice> notices) {
        SimpleMailMessage mail = new SimpleMailMessage();
        mail.setFrom(email.from());
        mail.setTo(email.to().toArray(String[]::new));
        mail.setSubject(subject(notices));
        mail.setText(text(notices));
        sender.send(mail);
    }

    /** Without line breaks, which a source's words could bring and which would be headers of their own. */
    private static String subject(List<Notice> notices) {
        Notice first = notices.getFirst();
        String more = notices.size() > 1 ? " +" + (notices.size() - 1) : "";
        String named = heading(first) + more;
        String line = "[Esteira] " + named.replaceAll("\\p{Cntrl}", " ");
        return line.length() > LONGEST_SUBJECT ? line.substring(0, LONGEST_SUBJECT) : line;
    }

    private static String heading(Notice notice) {
        String event =
                switch (notice.event()) {
                    case RAISED -> "ALERTA";
                    case ENDED -> "encerrado";
                };
        return event + " " + notice.code() + " " + notice.subject();
    }

    private static String text(List<Notice> notices) {
        StringBuilder text = new StringBuilder();
        for (Notice notice : notices) {
            text.append(heading(notice)).append('\n');
            text.append(notice.messagePt()).append('\n');
            text.append(notice.message()).append('\n');
            text.append(notice.raisedAt());
            if (notice.endedAt() != null) {
                text.append(" – ").append(notice.endedAt());
            }
            text.append("\n\n");
        }
        return text.toString();
    }
}
