package io.esteira.alerts;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AlertConfiguration {

    /** The ways out that are set; none by default. */
    record NoticeChannels(List<NoticeChannel> all) {}

    /** @throws IllegalStateException when somebody is to be mailed to and no server is named */
    @Bean
    NoticeChannels noticeChannels(
            AlertProperties properties, ObjectProvider<JavaMailSender> senders, JsonMapper json, Clock clock) {
        List<NoticeChannel> channels = new ArrayList<>();
        if (!properties.webhook().address().isBlank()) {
            channels.add(new WebhookChannel(properties.webhook(), json, clock));
        }
        if (!properties.email().to().isEmpty()) {
            channels.add(new MailChannel(sender(senders), properties.email()));
        }
        return new NoticeChannels(List.copyOf(channels));
    }

    private static JavaMailSender sender(ObjectProvider<JavaMailSender> senders) {
        JavaMailSender sender = senders.getIfAvailable();
        if (sender == null) {
            throw new IllegalStateException(
                    "ESTEIRA_ALERTS_EMAIL_TO is set and SPRING_MAIL_HOST is not: by which server is it sent?");
        }
        return sender;
    }
}
